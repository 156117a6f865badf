//! What the tests share: the corpus as data, how tests find it, and the built tool.
//!
//! | room | what |
//! |---|---|
//! | [`binary`] | the built `can-assume`, ready to be started |
//! | [`console`] | pages that show commands and what they print |
//! | [`issuer`] | a real OIDC issuer on this machine, and tokens of every kind |
//! | [`trust`] | trust policies that tests write |

pub mod binary;
pub mod console;
pub mod issuer;
pub mod trust;
