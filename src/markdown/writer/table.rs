//! Tables: in a region that scrolls on a narrow screen, with scopes for those who hear them.

use std::iter;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::Writer;
use crate::model::ColumnWidths;

/// The first columns, to which the theme has a class each (`gk-right-1` …); cells of others have their own.
const MARKED_COLUMNS: usize = 9;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    is_in_head: bool,
    has_body: bool,
    /// How many tables the page has so far.
    count: usize,
    /// What closes the cell that is open.
    cell: &'static str,
}

impl Writer<'_, '_> {
    /// A class a column says that its numbers stand at the right, for a class a cell is a third of such a table.
    pub(super) fn table(&mut self, columns: &[Alignment]) {
        self.table.columns = columns.to_vec();
        self.table.has_body = false;
        self.table_region();
        let numbers = columns.iter().zip(1..=MARKED_COLUMNS);
        let numbers = numbers.filter(|(alignment, _)| **alignment == Alignment::Right);
        let numbers = numbers.map(|(_, column)| format!("gk-right-{column}"));
        let classes: Vec<String> = iter::once("gk-measured".to_owned())
            .chain(numbers)
            .collect();
        self.put(format_args!("<table class=\"{}\">\n", classes.join(" ")));
        self.column_widths(columns.len());
    }

    /// Widths that do not wait for the rows, so that nothing moves while these come in.
    fn column_widths(&mut self, columns: usize) {
        let mut widths = ColumnWidths::new(columns);
        let (mut column, mut words) = (0, String::new());
        for (event, _) in self.ahead() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => column = 0,
                Event::Text(more) | Event::Code(more) => words.push_str(more),
                Event::End(TagEnd::TableCell) => {
                    widths.cell(column, &words);
                    words.clear();
                    column += 1;
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        self.html.push_str("<colgroup>");
        for ems in widths.ems() {
            self.put(format_args!("<col class=\"gk-col-{ems}\">"));
        }
        self.html.push_str("</colgroup>\n");
    }

    /// The region around a table; its name tells it from the page's other tables.
    pub(super) fn table_region(&mut self) {
        self.table.count += 1;
        let count = self.table.count;
        self.put(format_args!(
            "<div class=\"gk-table\" role=\"region\" tabindex=\"0\" aria-label=\"表格 {count}\">\n"
        ));
    }

    pub(super) fn end_table(&mut self) {
        if self.table.has_body {
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table>\n</div>\n");
    }

    /// A head without a word is there only because Markdown wants one: it is left out.
    pub(super) fn table_head(&mut self) {
        self.table.column = 0;
        let is_head_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::TableHead));
        let cells = self.ahead().iter().map(|(event, _)| event);
        let mut cells = cells.take_while(|event| !is_head_end(event));
        if cells.all(|event| matches!(event, Event::Start(_) | Event::End(_))) {
            while self
                .next_event()
                .is_some_and(|(event, _)| !is_head_end(event))
            {}
            return;
        }
        self.table.is_in_head = true;
        self.html.push_str("<thead>\n<tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.is_in_head = false;
        self.html.push_str("</tr>\n</thead>\n");
    }

    pub(super) fn table_row(&mut self) {
        self.table.column = 0;
        if !self.table.has_body {
            self.table.has_body = true;
            self.html.push_str("<tbody>\n");
        }
        self.html.push_str("<tr>");
    }

    pub(super) fn table_cell(&mut self) {
        let is_empty = matches!(self.ahead().first(), Some((Event::End(_), _)));
        let (open, close) = match self.table.is_in_head && !is_empty {
            true => ("<th scope=\"col\"", "</th>"),
            false => ("<td", "</td>"),
        };
        self.html.push_str(open);
        self.html
            .push_str(match self.table.columns.get(self.table.column) {
                Some(Alignment::Center) => " class=\"gk-align-center\">",
                Some(Alignment::Right) if self.table.column >= MARKED_COLUMNS => {
                    " class=\"gk-align-right\">"
                }
                _ => ">",
            });
        self.table.cell = close;
        self.table.column += 1;
    }

    pub(super) fn end_table_cell(&mut self) {
        self.end_inline();
        self.html.push_str(self.table.cell);
    }
}
