//! Files made when a browser first asks for them, and kept until the site changes: a change costs no
//! more than the pages that somebody looks at.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::engine::Snapshot;
use crate::render::{File, Memory, Renderer};

/// A site whose files are made on demand. A thread of its own prepares what pages share and hands
/// each question to another; all end when nobody has a question any more.
pub(super) struct Making {
    questions: Sender<Question>,
    made: Mutex<HashMap<String, Arc<File>>>,
}

struct Question {
    name: String,
    answer: Sender<Option<Arc<File>>>,
}

impl Making {
    /// Begins to make a site.
    pub(super) fn begin(snapshot: Arc<Snapshot>, memory: Arc<Memory>) -> Making {
        let (questions, asked) = channel::<Question>();
        std::thread::spawn(move || {
            let renderer = Renderer::remembering(&snapshot.site, &snapshot.findings, memory);
            std::thread::scope(|scope| {
                for Question { name, answer } in asked {
                    let renderer = &renderer;
                    scope.spawn(move || {
                        let _ = answer.send(renderer.file(&name).map(Arc::new));
                    });
                }
            });
        });
        Making { questions, made: Mutex::default() }
    }

    /// A file by its path below the output folder; `None` where the site has no such file.
    pub(super) fn file(&self, name: &str) -> Option<Arc<File>> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made().get(name) {
            return Some(known.clone());
        }
        let (answer, answered) = channel();
        self.questions.send(Question { name: name.to_string(), answer }).ok()?;
        let file = answered.recv().ok()??;
        made().insert(name.to_string(), file.clone());
        Some(file)
    }
}
