"""Workbooks: xlsx, xls, et, ods; cells as the sheet shows them."""
