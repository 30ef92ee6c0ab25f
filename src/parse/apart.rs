//! Work on bytes that libraries may stumble over, on a thread of its own: what they cannot do becomes
//! nothing, and ends nothing else.

/// The name of that thread. A panic there is data, and is not shown.
pub(crate) const THREAD: &str = "reading what may be damaged";

/// How much stack such work may use: some libraries follow nested parts by calling themselves.
const STACK: usize = 64 << 20;

/// Does some work; nothing where it panics, or where the system has no thread for it.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(THREAD.to_string()).stack_size(STACK);
        thread.spawn_scoped(scope, work).ok()?.join().ok()
    })
}
