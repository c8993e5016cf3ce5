//! The one reading of Markdown: what a body holds, and the HTML that it becomes.
