"""The web app's front door: page set-up and navigation, nothing else.

Listening on this machine only is set in ``.streamlit/config.toml`` and again by ``ui.serve``.
"""

from __future__ import annotations

import streamlit as st

from ui import frame, screen_findings, screen_missing, screen_receipt, screen_review, screen_rubrics, screen_start


def main() -> None:
    """Shows the screen that the address asks for."""
    st.set_page_config(page_title=frame.BRAND, layout="wide", initial_sidebar_state="collapsed")
    pages = {
        "review": st.Page(screen_review.screen, title="评议复核", url_path="review", default=True),
        "missing": st.Page(screen_missing.screen, title="缺失材料", url_path="missing"),
        "receipt": st.Page(screen_receipt.screen, title="收件回执", url_path="receipt"),
        "findings": st.Page(screen_findings.screen, title="疑点核查", url_path="findings"),
        "rubrics": st.Page(screen_rubrics.screen, title="评分标准", url_path="rubrics"),
        "new": st.Page(screen_start.screen, title="新的评议", url_path="new"),
    }
    st.session_state["pages"] = pages
    current = st.navigation(list(pages.values()), position="hidden")
    frame.style()
    frame.head(pages, next(name for name, page in pages.items() if page == current))
    current.run()


main()
