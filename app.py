"""The app: page set-up and navigation only. Run with: streamlit run app.py"""

import streamlit as st

from explainer.ui import ask

st.set_page_config(page_title="Secure Communities, explained", page_icon="💬", layout="centered")
st.navigation([st.Page(ask.page, title="Ask", default=True)], position="hidden").run()
