//! The subjects of a site by their ids, in the order of their files. Each is shared with the build before
//! while it is the same, so that a site of thousands of them is not copied for one.

use std::ops::Index;
use std::sync::Arc;

use indexmap::IndexMap;

use super::facts::Subject;

/// Subjects by id.
#[derive(Clone, Default)]
pub struct Subjects(IndexMap<String, Arc<Subject>>);

impl Subjects {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The subject of an id.
    pub fn get(&self, id: &str) -> Option<&Subject> {
        self.0.get(id).map(|subject| &**subject)
    }

    /// The subject of an id, as it is kept.
    pub fn share(&self, id: &str) -> Option<&Arc<Subject>> {
        self.0.get(id)
    }

    /// Whether there is a subject of this id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// All subjects.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Subject> + Clone {
        self.0.values().map(|subject| &**subject)
    }

    /// All subjects, as they are kept.
    pub fn shares(&self) -> impl ExactSizeIterator<Item = &Arc<Subject>> {
        self.0.values()
    }

    /// All ids.
    pub fn keys(&self) -> impl Iterator<Item = &String> + Clone {
        self.0.keys()
    }

    /// All subjects with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Subject)> {
        self.0.iter().map(|(id, subject)| (id, &**subject))
    }

    /// The index of an id, with its subject.
    pub(super) fn get_full(&self, id: &str) -> Option<(usize, &Subject)> {
        self.0.get_full(id).map(|(index, _, subject)| (index, &**subject))
    }

    /// The index of an id.
    pub fn get_index_of(&self, id: &str) -> Option<usize> {
        self.0.get_index_of(id)
    }

    /// The subject at an index.
    pub fn get_index(&self, index: usize) -> Option<(&String, &Subject)> {
        self.0.get_index(index).map(|(id, subject)| (id, &**subject))
    }

    /// Adds a subject, or puts it in the place of another.
    pub(super) fn insert(&mut self, id: String, subject: Subject) {
        self.0.insert(id, Arc::new(subject));
    }

    /// Puts a subject that is kept in the place of another that is the same.
    pub(super) fn keep(&mut self, id: &str, subject: &Arc<Subject>) {
        if let Some(other) = self.0.get_mut(id) {
            other.clone_from(subject);
        }
    }

    /// The subject of an id, to be changed.
    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Subject> {
        self.0.get_mut(id).map(Arc::make_mut)
    }

    /// The subject at an index, to be changed.
    pub(super) fn get_index_mut(&mut self, index: usize) -> Option<&mut Subject> {
        self.0.get_index_mut(index).map(|(_, subject)| Arc::make_mut(subject))
    }

    /// All subjects, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Subject> {
        self.0.values_mut().map(Arc::make_mut)
    }
}

impl Index<usize> for Subjects {
    type Output = Subject;

    fn index(&self, index: usize) -> &Subject {
        &self.0[index]
    }
}

impl Index<&str> for Subjects {
    type Output = Subject;

    fn index(&self, id: &str) -> &Subject {
        &self.0[id]
    }
}
