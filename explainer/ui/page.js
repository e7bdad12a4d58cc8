// What Streamlit fixes to English or leaves out, in the language of the page. Runs again on every change of it.
document.documentElement.lang = "{lang}";
