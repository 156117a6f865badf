//! The recipes of one form of token.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use can_assume_regular::{Piece, Recipe, Substitution};

use super::languages::LANGUAGES;
use super::{Field, FieldKind};
use crate::claims::Claims;
use crate::issuer::{DEFAULT_KEYS, ImmutableSubjects, Issuer, IssuerKind};
use crate::name::ColonEncoding;
use crate::template::{self, ContextKind, SubjectTemplate};

/// What fixes the recipes of a shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShapeForm {
    /// The subject's template.
    pub template: SubjectTemplate,
    /// Whether the subject carries the ids.
    pub immutable: bool,
    /// What the job is for.
    pub context: ContextKind,
    /// Whether an enterprise owns the repository.
    pub enterprise: bool,
    /// How `:` is written inside a value of the subject.
    pub colons: ColonEncoding,
    /// Why it is not certain that such tokens exist.
    pub uncertain: Option<&'static str>,
}

/// A form of token: its fields, and a recipe for each of its claims.
#[derive(Debug, Clone)]
pub struct Shape {
    issuer: Issuer,
    form: Option<ShapeForm>,
    fields: Vec<Field>,
    recipes: BTreeMap<String, Recipe>,
}

/// The shapes of the default template, `enterprise` saying whether to tell tokens of enterprises from others.
///
/// Sources: <https://docs.github.com/en/actions/reference/security/oidc>,
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>
#[must_use]
pub fn default_shapes(issuer: &Issuer, enterprise: bool) -> Arc<[Shape]> {
    static GITHUB: LazyLock<[Arc<[Shape]>; 2]> = LazyLock::new(|| {
        let of =
            |enterprise| custom_shapes(&Issuer::github(), &SubjectTemplate::default(), enterprise).into();
        [of(false), of(true)]
    });
    let [without, with] = &*GITHUB;
    match enterprise {
        _ if *issuer != Issuer::github() => {
            custom_shapes(issuer, &SubjectTemplate::default(), enterprise).into()
        }
        true => Arc::clone(with),
        false => Arc::clone(without),
    }
}

/// The shapes of one template.
#[must_use]
pub fn custom_shapes(issuer: &Issuer, template: &SubjectTemplate, enterprise: bool) -> Vec<Shape> {
    const REVIEW: &str = "GitHub does not document the subject of runs for reviews of pull requests and of deployments of a commit";
    let of_repository = template.keys().iter().any(|key| key == "repo");
    let immutable: &[bool] = match issuer.immutable_subjects() {
        ImmutableSubjects::Never => &[false],
        _ if !of_repository => &[false],
        ImmutableSubjects::Possible | ImmutableSubjects::NotStated => &[false, true],
    };
    let colons: &[ColonEncoding] = match issuer.colon_encoding() {
        Some(ColonEncoding::Raw) => &[ColonEncoding::Raw],
        Some(ColonEncoding::Encoded) => &[ColonEncoding::Encoded],
        None => &[ColonEncoding::Encoded, ColonEncoding::Raw],
    };
    let enterprises: &[bool] = match (issuer.kind(), enterprise) {
        (IssuerKind::GitHubEnterprise { .. }, _) => &[true],
        (_, true) => &[false, true],
        (_, false) => &[false],
    };
    let has_context = template.keys().iter().any(|key| key == "context");
    let mut shapes = Vec::new();
    for &immutable in immutable {
        for &colons in colons {
            for &enterprise in enterprises {
                let form = |context, uncertain| ShapeForm {
                    template: template.clone(),
                    immutable,
                    context,
                    enterprise,
                    colons,
                    uncertain,
                };
                let mut push = |context, uncertain| {
                    shapes.push(Shape::new(issuer, form(context, uncertain)));
                };
                push(ContextKind::Ref, None);
                push(ContextKind::Environment, None);
                push(ContextKind::PullRequest, None);
                if has_context {
                    push(ContextKind::Ref, Some(REVIEW));
                }
            }
        }
    }
    shapes.into_iter().flatten().collect()
}

impl Shape {
    /// The shape of `form`; `None` when its template needs a claim that such a job does not have.
    #[must_use]
    pub fn new(issuer: &Issuer, form: ShapeForm) -> Option<Self> {
        let mut builder = Builder { form: &form, fields: Vec::new() };
        let subject = builder.subject()?;
        let mut recipes = BTreeMap::from([("sub".to_owned(), subject)]);
        for claim in OWN_CLAIMS {
            if let Some(pieces) = builder.claim(claim) {
                recipes.insert((*claim).to_owned(), Recipe::new(pieces));
            }
        }
        let fields = builder.fields;
        Some(Self { issuer: issuer.clone(), form: Some(form), fields, recipes })
    }

    /// Tokens with any subject at all, without regard to what else the token says: more than there are, so that what is not found here
    /// does not exist.
    #[must_use]
    pub fn any_subject(issuer: &Issuer, environment: bool, enterprise: bool) -> Self {
        let context = if environment { ContextKind::Environment } else { ContextKind::Ref };
        let form = ShapeForm {
            template: SubjectTemplate::default(),
            immutable: false,
            context,
            enterprise,
            colons: issuer.colon_encoding().unwrap_or(ColonEncoding::Encoded),
            uncertain: None,
        };
        let mut builder = Builder { form: &form, fields: Vec::new() };
        let mut recipes = BTreeMap::new();
        builder.fields.push(Field::new(FieldKind::Subject));
        recipes.insert("sub".to_owned(), Recipe::field(0));
        for claim in OWN_CLAIMS {
            if let Some(pieces) = builder.claim(claim) {
                recipes.insert((*claim).to_owned(), Recipe::new(pieces));
            }
        }
        let mut fields = builder.fields;
        for field in &mut fields {
            if field.kind == FieldKind::Ref {
                *field = Field::new(FieldKind::Ref);
            }
        }
        Self { issuer: issuer.clone(), form: None, fields, recipes }
    }

    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// What fixes the recipes; none where nothing is said of how the subject is made.
    #[must_use]
    pub fn form(&self) -> Option<&ShapeForm> {
        self.form.as_ref()
    }

    /// The fields, in the order in which the subject reads them.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The position of a field.
    #[must_use]
    pub fn position(&self, kind: &FieldKind) -> Option<usize> {
        self.fields.iter().position(|field| field.kind == *kind)
    }

    /// The recipe of a claim; `None` when tokens of this shape do not have it.
    #[must_use]
    pub fn claim(&self, name: &str) -> Option<&Recipe> {
        self.recipes.get(name)
    }

    /// The recipe of a condition key, given in lower case: `Err` when it is no key that STS takes from the claims of this issuer,
    /// `Ok(None)` when it is and tokens of this shape do not have the claim.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
    pub fn key(&self, key: &str) -> Result<Option<&Recipe>, NoTokenKey> {
        let prefix = self.issuer.key_prefix();
        let suffix = key
            .get(..prefix.len())
            .filter(|head| head.eq_ignore_ascii_case(prefix))
            .and_then(|_| key.get(prefix.len()..))
            .and_then(|rest| rest.strip_prefix(':'))
            .ok_or(NoTokenKey)?;
        let specific = self.issuer.specific_keys();
        let claim = if let Some(default) =
            DEFAULT_KEYS.iter().find(|default| default.eq_ignore_ascii_case(suffix))
        {
            if *default == "oaud" { "aud" } else { default }
        } else {
            specific.keys.iter().find(|key| key.suffix.eq_ignore_ascii_case(suffix)).ok_or(NoTokenKey)?.claim
        };
        Ok(self.claim(claim))
    }

    /// The claims of the token whose fields have these values; claims that the token does not have are `null`.
    #[must_use]
    pub fn claims<S: AsRef<str>>(&self, values: &[S]) -> Claims {
        let mut claims = Claims::new();
        claims.set("iss", self.issuer.url());
        for name in ["aud", "sub"].iter().chain(OWN_CLAIMS).filter(|name| **name != "repository_owner") {
            match self.claim(name).and_then(|recipe| recipe.output(values)) {
                Some(value) => claims.set(name, value),
                None => claims.set(name, serde_json::Value::Null),
            }
        }
        claims
    }
}

/// The key is none that STS takes from a token of the issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("key is not taken from the token")]
pub struct NoTokenKey;

/// The claims that have a recipe in every shape whose tokens have them.
const OWN_CLAIMS: &[&str] = &[
    "repository",
    "repository_owner",
    "repository_owner_id",
    "repository_id",
    "environment",
    "ref",
    "workflow",
    "job_workflow_ref",
    "actor",
    "actor_id",
    "enterprise_id",
    "aud",
];

struct Builder<'f> {
    form: &'f ShapeForm,
    fields: Vec<Field>,
}

impl Builder<'_> {
    fn subject(&mut self) -> Option<Recipe> {
        let written = template::recipe(&self.form.template, self.form.context, self.form.immutable);
        let mut pieces = Vec::new();
        for piece in written.pieces {
            match piece {
                template::Piece::Text(text) => pieces.push(Piece::Literal(text)),
                template::Piece::Claim(claim) => pieces.extend(self.claim(&claim)?),
                template::Piece::RepositoryName => pieces.push(self.field(FieldKind::Repository)),
                template::Piece::Encoded(claim) => {
                    for piece in self.claim(&claim)? {
                        pieces.push(self.encoded(piece));
                    }
                }
            }
        }
        Some(Recipe::new(pieces))
    }

    /// The pieces of a claim; `None` when the job does not have it.
    fn claim(&mut self, name: &str) -> Option<Vec<Piece>> {
        let literal = Piece::literal;
        Some(match name {
            "repository" => {
                vec![self.field(FieldKind::Owner), literal("/"), self.field(FieldKind::Repository)]
            }
            "repository_owner" => vec![self.field(FieldKind::Owner)],
            "repository_owner_id" => vec![self.field(FieldKind::OwnerId)],
            "repository_id" => vec![self.field(FieldKind::RepositoryId)],
            "environment" if self.form.context == ContextKind::Environment => {
                vec![self.field(FieldKind::Environment)]
            }
            "environment" => return None,
            "environment_node_id" if self.form.context != ContextKind::Environment => return None,
            "enterprise_id" if self.form.enterprise => vec![self.field(FieldKind::EnterpriseId)],
            "enterprise_id" => return None,
            "ref" => vec![self.field(FieldKind::Ref)],
            "workflow" => vec![self.field(FieldKind::Workflow)],
            "job_workflow_ref" => vec![self.field(FieldKind::JobWorkflowRef)],
            "workflow_ref" => vec![
                self.field(FieldKind::Owner),
                literal("/"),
                self.field(FieldKind::Repository),
                literal("/.github/workflows/"),
                self.field(FieldKind::WorkflowFile),
                literal("@"),
                self.field(FieldKind::Ref),
            ],
            "actor" => vec![self.field(FieldKind::Actor)],
            "actor_id" => vec![self.field(FieldKind::ActorId)],
            "aud" => vec![self.field(FieldKind::Audience)],
            other => vec![self.field(FieldKind::Claim(other.to_owned()))],
        })
    }

    fn field(&mut self, kind: FieldKind) -> Piece {
        let position = self.fields.iter().position(|field| field.kind == kind).unwrap_or_else(|| {
            let field = match (&kind, self.form.context, self.form.uncertain) {
                // Without `context` the subject of no job is uncertain: those of reviews and deployments are among the others.
                (FieldKind::Ref, ContextKind::Ref, _) if !self.has_context() => Field::new(kind),
                (FieldKind::Ref, ContextKind::Ref, None) => Field::of(kind, LANGUAGES.pushed_ref.clone()),
                (FieldKind::Ref, ContextKind::Ref, Some(_)) => {
                    Field::of(kind, LANGUAGES.uncertain_ref.clone())
                }
                (FieldKind::Ref, ContextKind::PullRequest, _) => {
                    Field::of(kind, LANGUAGES.pull_request_ref.clone())
                }
                (FieldKind::Claim(name), context, _) => Field::of_claim(&name.clone(), context),
                _ => Field::new(kind),
            };
            self.fields.push(field);
            self.fields.len() - 1
        });
        Piece::Field(position)
    }

    fn has_context(&self) -> bool {
        self.form.template.keys().iter().any(|key| key == "context")
    }

    fn encoded(&self, piece: Piece) -> Piece {
        if self.form.colons == ColonEncoding::Raw {
            return piece;
        }
        match piece {
            Piece::Field(position) if self.may_hold_colon(position) => {
                Piece::Encoded(position, Substitution::new([(':', "%3A")]))
            }
            piece => piece,
        }
    }

    fn may_hold_colon(&self, position: usize) -> bool {
        match self.fields.get(position).map(|field| &field.kind) {
            Some(FieldKind::Claim(name)) => crate::subject::is_free_text(name),
            Some(
                FieldKind::Environment
                | FieldKind::Workflow
                | FieldKind::JobWorkflowRef
                | FieldKind::WorkflowFile
                | FieldKind::Audience,
            ) => true,
            _ => false,
        }
    }
}
