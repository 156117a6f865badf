//! What the tests share: the corpus as data, how tests find it, and the built tool.
//!
//! | room | what |
//! |---|---|
//! | [`binary`] | the built `can-assume`, ready to be started |
//! | [`console`] | pages that show commands and what they print |

pub mod binary;
pub mod console;
