//! Every file of a site, each handed over as soon as it is made. Which files there are is left to
//! `plan`, and where they go to whoever takes them.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::code;
use super::picture::Published;
use super::plan::{BEFORE_PAGES, Job, Made, SETS, Set};
use super::{Output, Rendered, Renderer, Smaller};
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::SitePath;
use crate::timings::Kind;

/// What there is of a site beside the files that are made.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What is copied as it is, as in [`Output::copies`].
    pub copies: BTreeMap<String, SitePath>,
    /// Smaller copies of pictures, as in [`Output::smaller`].
    pub smaller: BTreeMap<String, Smaller>,
    /// Findings of the rule `template-error`.
    pub findings: Vec<Diagnostic>,
}

impl Renderer<'_> {
    /// Makes every file.
    pub fn all(self) -> Rendered {
        let files: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
        let done = self.each(|name, bytes| {
            locked(&files).insert(name.to_string(), bytes);
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(Beside { copies, smaller, findings }) = done;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Rendered { output: Output { files, copies, smaller }, findings }
    }

    /// Makes every file and hands it to `put`, from several threads and in no order, so that nobody
    /// has to hold a whole site in memory.
    ///
    /// # Errors
    /// The first error of `put`; no further file is made then.
    pub fn each<E: Send>(
        &self,
        put: impl Fn(&str, Vec<u8>) -> Result<(), E> + Sync,
    ) -> Result<Beside, E> {
        let (site, timings) = (self.shell.site, self.shell.timings);
        let (copies, hidden) = copies(site);
        let wanted = |name: &str| self.shard.is_none_or(|shard| shard.holds(name));
        let (before, after) = SETS.split_at(BEFORE_PAGES);
        let make = |sets: &[Set]| -> Vec<Made> {
            let make = |set: &Set| {
                timings.work(Kind::Group, set.title(), || set.make(&self.shell, &wanted))
            };
            sets.par_iter().map(make).collect()
        };
        // The first of two files with one name counts; what is copied from `static/` before all.
        let mut taken: HashSet<String> = HashSet::new();
        let put_sets = |sets: Vec<Made>, taken: &mut HashSet<String>| {
            let mut own = sets.into_iter().flatten().collect::<Vec<_>>();
            own.retain(|(name, _)| wanted(name));
            own.retain(|(name, _)| !hidden.contains(name.as_str()) && taken.insert(name.clone()));
            own.into_par_iter().try_for_each(|(name, bytes)| put(&name, bytes))
        };
        put_sets(make(before), &mut taken)?;
        if site.config.highlight {
            let articles = self.jobs().iter().filter(|(name, _)| wanted(name));
            let articles = articles.filter_map(|(_, job)| match job {
                Job::Article(index) => Some(&*site.page(*index).article),
                _ => None,
            });
            let colour = || code::ahead(articles, &self.shell.memory);
            timings.work(Kind::Group, "colours of code", colour);
        }
        let free = |name: &str| !hidden.contains(name) && !taken.contains(name);
        // Each of these sets is one piece of work: whoever takes it up last would keep the others waiting.
        let (pages, mut last) = rayon::join(
            || self.pages(|name, bytes| if free(name) { put(name, bytes) } else { Ok(()) }),
            || make(after),
        );
        let (missing, failed) = pages?;
        let of_pages = |name: &str| self.jobs().has(name) && !missing.contains(name);
        last.iter_mut().for_each(|made| made.retain(|(name, _)| !of_pages(name)));
        put_sets(last, &mut taken)?;
        let made = |name: &str| taken.contains(name) || of_pages(name);
        let mut findings: Vec<Diagnostic> = Vec::new();
        for finding in failed {
            if !findings.iter().any(|known| same(known, &finding)) {
                findings.push(finding);
            }
        }
        let copies = copies.into_iter().filter(|(name, _)| wanted(name));
        let copies = copies.filter(|(name, path)| path.below("static").is_some() || !made(name));
        let mut beside = Beside { copies: copies.collect(), findings, ..Beside::default() };
        for (name, published) in self.pictures().iter().filter(|(name, _)| wanted(name)) {
            // Nothing that has its own name gives it up.
            if made(name) || beside.copies.contains_key(name) {
                continue;
            }
            match published {
                Published::Copied(path) => drop(beside.copies.insert(name.clone(), path.clone())),
                Published::Smaller(it) => drop(beside.smaller.insert(name.clone(), it.clone())),
            }
        }
        Ok(beside)
    }

    /// Makes every page and twin; tells which names nothing was made for, and what failed, in the
    /// order of the jobs.
    fn pages<E: Send>(
        &self,
        put: impl Fn(&str, Vec<u8>) -> Result<(), E> + Sync,
    ) -> Result<(HashSet<&str>, Vec<Diagnostic>), E> {
        let failed: Mutex<BTreeMap<usize, Diagnostic>> = Mutex::default();
        let jobs = self.jobs();
        let page = |same: &[usize]| -> Result<Option<&str>, E> {
            let name = jobs.get(same[0]).0.as_str();
            if self.shard.is_some_and(|shard| !shard.holds(name)) {
                return Ok(None);
            }
            let mut made = None;
            for at in same {
                let make = || jobs.get(*at).1.make(&self.shell);
                match self.shell.timings.work(Kind::File, name, make) {
                    // That two pages have one address is a finding already.
                    Ok(bytes) => made = made.or(bytes),
                    Err(finding) => {
                        locked(&failed).insert(*at, *finding);
                    }
                }
            }
            match made {
                Some(bytes) => put(name, bytes).map(|()| None),
                None => Ok(Some(name)),
            }
        };
        let missing = jobs.of_names().map(page).filter_map(Result::transpose);
        let missing = missing.collect::<Result<_, E>>()?;
        let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok((missing, failed.into_values().collect()))
    }
}

/// The files that may be copied, and the names of those among them that go before what is made: what
/// lies in `static/`. What lies beside an article comes after what is made.
fn copies(site: &Site) -> (BTreeMap<String, SitePath>, HashSet<&str>) {
    let of = |folder: &'static str| {
        site.assets.keys().filter_map(move |path| Some((path.below(folder)?, path)))
    };
    let hidden = of("static").map(|(below, _)| below).collect();
    let all = of("content").chain(of("static"));
    (all.map(|(below, path)| (below.to_string(), path.clone())).collect(), hidden)
}

/// What a lock guards; a thread that panicked meanwhile left it whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether two findings are one: a template that fails on every page needs to be said once.
fn same(known: &Diagnostic, new: &Diagnostic) -> bool {
    known.message == new.message && known.primary == new.primary
}
