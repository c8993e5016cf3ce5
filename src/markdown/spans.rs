//! Merged cells whose spans agree with the table that they stand in.
//!
//! # Why
//! Tables from a word processor or a spreadsheet merge cells over columns and rows that no cell
//! begins in. They look right, but a validator refuses them, and a screen reader counts columns that
//! are not there. Spans shrink to the table; no cell moves.

use std::collections::HashMap;

use super::well_formed::Token;

/// A wider table than this is left as it is.
const WIDEST: usize = 10_000;

/// A cell of a table.
struct Cell {
    /// Index of its start tag.
    token: usize,
    column: usize,
    row: usize,
    columns: usize,
    rows: usize,
}

/// A table while it is read.
#[derive(Default)]
struct Grid {
    cells: Vec<Cell>,
    /// How many rows of the section, and how many of its cells' predecessors, were read.
    row: usize,
    section: usize,
    /// For each column, the row of the section up to which a cell from above fills it.
    filled: Vec<usize>,
    column: usize,
}

/// The start tags of cells whose spans must change, by their indices, as they must read.
pub(super) fn mended(tokens: &[Token<'_>]) -> HashMap<usize, String> {
    let mut mended = HashMap::new();
    let mut open: Vec<Grid> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Open("table", _) => open.push(Grid::default()),
            Token::Close("table") => {
                if let Some(mut grid) = open.pop() {
                    grid.end_section();
                    grid.mend(tokens, &mut mended);
                }
            }
            Token::Open("thead" | "tbody", _) | Token::Close("thead" | "tbody") => {
                open.last_mut().into_iter().for_each(Grid::end_section);
            }
            Token::Open("tr", _) => open.last_mut().into_iter().for_each(Grid::begin_row),
            Token::Open("td" | "th", tag) => {
                if let Some(grid) = open.last_mut() {
                    grid.add(index, tag);
                }
            }
            _ => {}
        }
    }
    mended
}

impl Grid {
    fn begin_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Places a cell in the first free column; it ends before the next column that is filled.
    fn add(&mut self, token: usize, tag: &str) {
        let is_filled = |column: usize| self.filled.get(column).is_some_and(|row| *row >= self.row);
        let mut column = self.column;
        while is_filled(column) {
            column += 1;
        }
        let wanted = span(tag, "colspan").max(1);
        let columns = (1..wanted)
            .take_while(|more| !is_filled(column + more))
            .count()
            + 1;
        let rows = span(tag, "rowspan");
        self.column = column + columns;
        if self.column <= WIDEST {
            let last = if rows == 0 {
                usize::MAX
            } else {
                self.row + rows - 1
            };
            self.filled.resize(self.filled.len().max(self.column), 0);
            for filled in self.filled.iter_mut().skip(column).take(columns) {
                *filled = last;
            }
        }
        self.cells.push(Cell {
            token,
            column,
            row: self.row,
            columns,
            rows,
        });
    }

    /// Ends the cells of a section with the section.
    fn end_section(&mut self) {
        let last = self.row;
        for cell in self.cells.iter_mut().skip(self.section) {
            let left = (last + 1).saturating_sub(cell.row);
            cell.rows = if cell.rows == 0 {
                left
            } else {
                cell.rows.min(left)
            };
        }
        self.section = self.cells.len();
        self.filled.clear();
        self.row = 0;
    }

    /// Takes columns that no cell begins in out of the cells that span them.
    fn mend(&self, tokens: &[Token<'_>], mended: &mut HashMap<usize, String>) {
        let width = self
            .cells
            .iter()
            .map(|cell| cell.column + cell.columns)
            .max();
        let width = width.unwrap_or_default();
        if width > WIDEST {
            return;
        }
        let mut begun = vec![0_usize; width + 1];
        for cell in &self.cells {
            if let Some(begun) = begun.get_mut(cell.column + 1) {
                *begun = 1;
            }
        }
        // From here on: how many of the columns before each one have a cell that begins in them.
        let mut sum = 0;
        for begun in &mut begun {
            sum += *begun;
            *begun = sum;
        }
        let before = |column: usize| begun.get(column).copied().unwrap_or_default();
        for cell in &self.cells {
            let columns = before(cell.column + cell.columns) - before(cell.column);
            if let Some(Token::Open(_, tag)) = tokens.get(cell.token) {
                let tag_now = with_span(tag, "colspan", columns);
                let tag_now = with_span(&tag_now, "rowspan", cell.rows);
                if tag_now != *tag {
                    mended.insert(cell.token, tag_now);
                }
            }
        }
    }
}

/// The value of a tag's span; 1 when it has none.
fn span(tag: &str, name: &str) -> usize {
    written(tag, name)
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(1)
}

/// An attribute as written, the blank before it included, and its value.
fn written<'t>(tag: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let at = tag.find(&format!(" {name}=\""))?;
    let attribute = tag.get(at..)?;
    let (_, value) = attribute.split_once('"')?;
    let (value, behind) = value.split_once('"')?;
    Some((attribute.get(..attribute.len() - behind.len())?, value))
}

/// The tag with this span, if it has one at all.
fn with_span(tag: &str, name: &str, span: usize) -> String {
    match written(tag, name) {
        Some((attribute, _)) if span <= 1 => tag.replacen(attribute, "", 1),
        Some((attribute, _)) => tag.replacen(attribute, &format!(" {name}=\"{span}\""), 1),
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mended;
    use crate::markdown::well_formed::{Token, tokens};

    fn cells(html: &str) -> String {
        let tokens = tokens(html);
        let mended = mended(&tokens);
        let tags = tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| match token {
                Token::Open("td", tag) => Some(mended.get(&index).map_or(*tag, String::as_str)),
                Token::Open("tr", _) => Some("/"),
                _ => None,
            });
        tags.collect::<Vec<_>>().join(" ").replace('"', "")
    }

    #[test]
    fn spans_shrink_to_the_table() {
        for (rows, expected) in [
            (
                "<tr><td colspan=\"2\"></td><td></td></tr><tr><td></td><td></td><td></td></tr>",
                "/ td colspan=2 td / td td td",
            ),
            (
                "<tr><td colspan=\"3\"></td></tr><tr><td colspan=\"2\"></td><td></td></tr>",
                "/ td colspan=2 / td td",
            ),
            (
                "<tr><td rowspan=\"5\"></td><td></td></tr><tr><td></td></tr>",
                "/ td rowspan=2 td / td",
            ),
            (
                "<tr><td rowspan=\"0\"></td><td></td></tr><tr><td></td></tr>",
                "/ td rowspan=2 td / td",
            ),
            (
                "<tr><td></td><td rowspan=\"2\"></td><td></td></tr><tr><td colspan=\"3\"></td></tr>",
                "/ td td rowspan=2 td / td",
            ),
        ] {
            let html = format!("<table><tbody>{rows}</tbody></table>");
            assert_eq!(cells(&html), expected, "{rows}");
        }
    }
}
