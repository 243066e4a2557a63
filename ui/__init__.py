"""The web app's screens. They show what an assessment says and compute no score of their own."""
