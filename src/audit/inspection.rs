//! Counts the matrix as the national inspection does (国办秘函〔2019〕19号, part 1).

use super::rule::INSPECTION;
use crate::model::{Column, ColumnIx, ColumnStatus, Count, Freshness, Inspection, Matrix, Portal};

/// Counts the matrix.
pub(super) fn inspect(portal: &Portal, matrix: &Matrix) -> Inspection {
    let stale = |of_policy: bool| {
        matrix
            .cells()
            .iter()
            .filter(|cell| cell.status == ColumnStatus::Stale)
            .filter(|cell| is_news_or_policy(portal, cell.column) == of_policy)
            .count()
    };
    Inspection {
        since: INSPECTION,
        in_force: INSPECTION <= portal.as_of,
        empty_columns: Count {
            count: matrix.gaps(portal).count(),
            limit: 5,
        },
        stale_columns: Count {
            count: stale(false),
            limit: 10,
        },
        stale_news_and_policy: Count {
            count: stale(true),
            limit: 5,
        },
    }
}

/// News must change within two weeks; notices and policy documents are the column above the kinds of
/// policy. The columns below it (interpretations, meetings) count among the others.
fn is_news_or_policy(portal: &Portal, ix: ColumnIx) -> bool {
    let catalogue = &portal.site.catalogue;
    let holds_policy = |column: &Column| {
        column
            .kinds
            .iter()
            .any(|kind| kind == "policy-document" || kind == "normative-document")
    };
    let column = &catalogue[ix];
    let two_weeks = Freshness::Weeks(2);
    column
        .update
        .is_some_and(|update| update.is_as_tight_as(two_weeks))
        || holds_policy(column)
        || catalogue.children(ix).any(|(_, child)| holds_policy(child))
}
