//! How a machine is set up, of which a page shows a part.

// #region setup
fn setup() -> u32 {
    4
}
// #endregion

fn main() {
    setup();
}
