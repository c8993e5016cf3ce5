//! Diagnostics for programs: the `findings` of the audit's JSON, stable and versioned there.

use serde_json::{Value, json};

use crate::model::{Catalogue, ColumnIx, Diagnostic};

/// The findings in the order of every report; keys are English, words Chinese.
///
/// `columns_of` says which columns a finding concerns: all are named in `columns`, the first, under which it is
/// counted, in `column` too. `path`, `line` and `character` are null for what is missing rather than written; a
/// fault of a whole file has a path alone.
#[must_use]
pub fn findings(
    diagnostics: &[Diagnostic],
    catalogue: &Catalogue,
    columns_of: impl Fn(&Diagnostic) -> Vec<ColumnIx>,
) -> Value {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|one, other| one.order().cmp(&other.order()));
    let told = |of: &Diagnostic| finding(of, catalogue, &columns_of(of));
    sorted.into_iter().map(told).collect()
}

/// One finding; a column that the catalogue lacks is named as the finding names it.
pub(super) fn finding(
    diagnostic: &Diagnostic,
    catalogue: &Catalogue,
    columns: &[ColumnIx],
) -> Value {
    let columns: Vec<&str> = columns.iter().map(|ix| &*catalogue[*ix].id).collect();
    let column = columns.first().copied().or(diagnostic.column.as_deref());
    let place = diagnostic.place.as_ref();
    let span = place.and_then(|place| place.span);
    json!({
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.key(),
        "organ": diagnostic.organ,
        "column": column,
        "columns": columns,
        "path": place.map(|place| &place.source),
        "line": span.map(|span| span.line),
        "character": span.map(|span| span.character),
        "message": diagnostic.message,
        "basis": diagnostic.basis,
        "help": diagnostic.help,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::findings;
    use crate::model::{Catalogue, Diagnostic, Place, Severity, Span};

    #[test]
    fn findings_have_the_documented_shape_and_are_sorted() {
        let written = Diagnostic::new("SRC013", "wrong-date", Severity::Error, "二月没有 30 日")
            .with_place(Place::at("content/czj/a.md", Span::new(10, 20, 3, 5)))
            .with_help("改成当月的日期");
        let missing = Diagnostic::new("COL001", "empty-column", Severity::Warning, "栏目空白")
            .with_organ("czj")
            .with_column("budgets")
            .with_basis("《政府信息公开条例》第二十条第（七）项");
        assert_eq!(
            findings(&[written, missing], &Catalogue::default(), |_| Vec::new()),
            json!([
                {"code": "COL001", "name": "empty-column", "severity": "warning", "organ": "czj",
                 "column": "budgets", "columns": [], "path": null, "line": null, "character": null,
                 "message": "栏目空白", "basis": "《政府信息公开条例》第二十条第（七）项", "help": ""},
                {"code": "SRC013", "name": "wrong-date", "severity": "error", "organ": null,
                 "column": null, "columns": [], "path": "content/czj/a.md", "line": 3, "character": 5,
                 "message": "二月没有 30 日", "basis": "", "help": "改成当月的日期"},
            ])
        );
    }
}
