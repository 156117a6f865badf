//! A policy held beside what is linted with it: the workflows of the same run, and the facts of the repository.

mod granted;
mod template_in_effect;
mod template_repository;

pub(super) use granted::{
    AUDIENCE_NOT_ACCEPTED, CONTEXT_NEVER_ISSUED, Denied, DeniedJob, ROLE_NOT_GRANTED, denied_jobs,
};
pub(super) use template_in_effect::TemplateNotInEffect;
pub(super) use template_repository::TemplateWithoutRepository;
