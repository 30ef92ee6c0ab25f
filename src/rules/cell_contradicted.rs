//! Cells that the fact's table contradicts, or that go beyond it. Cells that stay short of it are left
//! to `claim-says-less`.

use super::routes::judged;
use super::*;
use crate::site::ClaimForm;
use crate::value::Value;

pub(super) static RULE: Rule = Rule {
    name: "cell-contradicted",
    level: Level::Error,
    summary: "a cell that the fact's table contradicts",
    page: include_str!("cell_contradicted.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let ClaimForm::Cell { key, .. } = &claim.form else { continue };
        let message = format!(
            "{} for {}, but {}",
            wording::says(claim),
            row(site, bound, key),
            wording::fact_says(site, claim, bound)
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(wording::rewrite(site, page, claim));
    }
}

/// What people call a row.
fn row(site: &Site, bound: &crate::site::Bound, key: &str) -> String {
    let statement = wording::statement(site, bound).and_then(|statement| statement.value.as_ref());
    if let Some(Value::Table(table)) = statement
        && let Some(row) = table.rows.iter().find(|row| row.id == key)
    {
        return row.name.clone();
    }
    site.names.name(key).unwrap_or(key).to_string()
}
