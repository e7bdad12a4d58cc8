"""The app: page set-up and navigation only. Run with: streamlit run app.py"""

import streamlit as st

from explainer.ui import frame

st.set_page_config(page_icon="💬", layout="wide")
frame.run()
