//! Decodes quantities: `2`, `4 GiB`, `{min: 2, max: 4}`, `{one-of: [1, 2, 4]}`.
//! Fact files write numbers in one notation, whatever the language of the pages.

use super::{Decoded, Decoding, keys, problem, wrong};
use crate::value::number::Number;
use crate::value::quantity::Quantity;
use crate::value::ranges::{End, Ranges};
use crate::value::unit::{Measure, Unit};
use crate::value::{Form, Node, Problem, ProblemKind, Value};

impl Decoding<'_> {
    pub(super) fn quantity(&self, node: &Node) -> Decoded {
        let declared = match &self.property.unit {
            Some(name) => Some(self.declared_unit(name, node)?),
            None => None,
        };
        let (amounts, own) = match &node.form {
            Form::Text { .. } => {
                let (amount, unit) = self.amount(node, declared.as_ref())?;
                (Ranges::point(amount), unit)
            }
            Form::Map(entries) => {
                let mut problems =
                    keys(entries, &["min", "max", "above", "below", "one-of", "exactly"]);
                let mut amounts = Ranges::between(End::Open, End::Open);
                let mut own = None;
                for entry in entries {
                    let values = entry.value.list().unwrap_or(std::slice::from_ref(&entry.value));
                    let mut points = Vec::new();
                    for value in values {
                        match self.amount(value, declared.as_ref()) {
                            Ok((amount, unit)) => {
                                own = own.or(unit);
                                points.push(amount);
                            }
                            Err(more) => problems.extend(more),
                        }
                    }
                    let all = |points: &[Number]| {
                        points.iter().fold(None::<Ranges<Number>>, |all, point| {
                            let point = Ranges::point(*point);
                            Some(all.map_or(point.clone(), |all| all.or(&point)))
                        })
                    };
                    let set = match (entry.key.as_str(), points.as_slice()) {
                        ("one-of", points) => all(points),
                        ("exactly", [point]) => Some(Ranges::point(*point)),
                        ("min", [point]) => Some(Ranges::between(End::With(*point), End::Open)),
                        ("max", [point]) => Some(Ranges::between(End::Open, End::With(*point))),
                        ("above", [point]) => {
                            Some(Ranges::between(End::Without(*point), End::Open))
                        }
                        ("below", [point]) => {
                            Some(Ranges::between(End::Open, End::Without(*point)))
                        }
                        _ => None,
                    };
                    match set {
                        Some(set) => amounts = amounts.and(&set),
                        None if problems.is_empty() => {
                            problems.extend(wrong(&entry.value, "a number"))
                        }
                        None => {}
                    }
                }
                if entries.is_empty() {
                    problems.extend(wrong(node, "min, max or one-of"));
                }
                if !problems.is_empty() {
                    return Err(problems);
                }
                (amounts, own)
            }
            Form::List(_) => return Err(wrong(node, "a number, or a map with min, max or one-of")),
        };
        let quantity = Quantity::new(&amounts, declared.or(own));
        if quantity.amounts.is_empty() {
            let text = node
                .map()
                .unwrap_or_default()
                .iter()
                .map(|entry| format!("{}: {}", entry.key, entry.value.text().unwrap_or("…")));
            let text = text.collect::<Vec<_>>().join(", ");
            return Err(problem(&node.span, ProblemKind::EmptyRange { text }));
        }
        Ok(Value::Quantity(quantity))
    }

    fn declared_unit(&self, name: &str, node: &Node) -> Result<Unit, Vec<Problem>> {
        let unit = self.words.unit_named(name);
        match (&unit.measure, self.words.misspelt_unit(name)) {
            (Measure::Thing(_), Some(near)) if !unit.rate => Err(problem(
                &node.span,
                ProblemKind::UnknownUnit { unit: name.to_string(), near: Some(near) },
            )),
            _ => Ok(unit),
        }
    }

    /// An amount in base units, with the unit that was written with it.
    fn amount(
        &self,
        node: &Node,
        declared: Option<&Unit>,
    ) -> Result<(Number, Option<Unit>), Vec<Problem>> {
        let text = node.text().ok_or_else(|| wrong(node, "a number"))?.trim();
        let end = text.find(|c: char| {
            !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | '_' | '\u{2212}'))
        });
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let number =
            Number::parse(&number.replace('_', "")).ok_or_else(|| wrong(node, "a number"))?;
        let name = unit.trim();
        let too_large = || wrong(node, "a number that is not as large");
        if name.is_empty() {
            let base =
                declared.map_or(Some(number), |unit| unit.to_base(number)).ok_or_else(too_large)?;
            return Ok((base, None));
        }
        let mut unit = self.words.unit_named(name);
        if let Some(declared) = declared
            && let (Measure::Thing(found), Measure::Thing(expected)) =
                (&unit.measure, &declared.measure)
            && self.words.is_form_of(found, expected)
        {
            unit = declared.clone();
        }
        if let Some(declared) = declared
            && !unit.is_like(declared)
        {
            let unit_name = name.to_string();
            let near = self.words.misspelt_unit(name);
            let kind = match &unit.measure {
                Measure::Thing(_) if near.is_some() => {
                    ProblemKind::UnknownUnit { unit: unit_name, near }
                }
                _ => {
                    ProblemKind::OtherUnit { unit: unit_name, expected: declared.name.to_string() }
                }
            };
            return Err(problem(&node.span, kind));
        }
        if declared.is_none() {
            unit = self.declared_unit(name, node)?;
        }
        let base = unit.to_base(number).ok_or_else(too_large)?;
        Ok((base, Some(unit)))
    }
}
