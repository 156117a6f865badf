//! Tests over whole workflows.

mod basics;
