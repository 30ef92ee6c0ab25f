//! What makes the files of a site that are made one by one, by the names of the files. What there is to
//! make is left to `plan`.

use rayon::prelude::*;

use super::plan::Job;

/// Jobs with the names of their files.
pub(super) struct Jobs<'s> {
    /// In the order of the plan: of two with one name the first counts.
    all: Vec<(String, Job<'s>)>,
    /// Where each stands in it, in the order of names, and below of the plan.
    by_name: Vec<usize>,
}

impl<'s> Jobs<'s> {
    /// Takes jobs in the order of the plan.
    pub(super) fn new(all: Vec<(String, Job<'s>)>) -> Jobs<'s> {
        let mut by_name: Vec<usize> = (0..all.len()).collect();
        by_name.par_sort_unstable_by_key(|at| (all[*at].0.as_str(), *at));
        Jobs { all, by_name }
    }

    /// All of them with the names of their files, in the order of the plan.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(String, Job<'s>)> {
        self.all.iter()
    }

    /// One by its place in the plan.
    pub(super) fn get(&self, at: usize) -> &(String, Job<'s>) {
        &self.all[at]
    }

    /// Whether any makes a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        let at = self.by_name.partition_point(|at| self.all[*at].0.as_str() < name);
        self.by_name.get(at).is_some_and(|at| self.all[*at].0 == name)
    }

    /// For each name the places in the plan of those that make a file of it.
    pub(super) fn of_names(&self) -> impl ParallelIterator<Item = &[usize]> {
        self.by_name.par_chunk_by(|one, other| self.all[*one].0 == self.all[*other].0)
    }
}
