//! The order of the rows of a table whose descriptions say what each is in: behind the row of that.

use std::collections::BTreeMap;

use super::{Column, Row, Table};

/// Returns the name of the innermost of what a row says it is in: `Contents` of `ListResult.Contents`.
pub(crate) fn innermost(owner: &str) -> &str {
    owner.rsplit('.').next().unwrap_or(owner)
}

/// Puts the rows that say what they are in behind the row of that, if the page has one of them before it. Marks of nesting show more.
pub(super) fn order_by_owner(table: &mut Table) {
    if table.shows_nesting() {
        return;
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        places.entry(row.text(Column::Name)).or_insert(index);
    }
    let owner = |row: &Row| places.get(innermost(&row.owner()?)).copied();
    let owners: Vec<Option<usize>> = table.rows.iter().map(owner).collect();
    let is_behind = |(index, owner): (usize, &Option<usize>)| owner.is_some_and(|owner| owner > index);
    if !owners.iter().enumerate().any(is_behind) {
        return;
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); owners.len()];
    for (index, owner) in owners.iter().enumerate() {
        if let Some(owner) = owner {
            parts[*owner].push(index);
        }
    }
    let mut rows: Vec<Option<Row>> = std::mem::take(&mut table.rows).into_iter().map(Some).collect();
    // Rows that say that they are in one another come last.
    let first = (0..rows.len()).filter(|index| owners[*index].is_none());
    for index in first.chain(0..rows.len()) {
        let mut open = vec![index];
        while let Some(index) = open.pop() {
            if let Some(row) = rows[index].take() {
                table.rows.push(row);
                open.extend(parts[index].iter().rev());
            }
        }
    }
}
