//! Properties.

use proptest::prelude::*;

use super::facts;
use crate::facts::Facts;
use crate::workflow::{Glob, NoFiles, predict, predict_fragment};

proptest! {
    #[test]
    fn no_text_panics(text in "[ -~\\n\u{e9}]{0,200}") {
        let _ = predict("a.yml", &text, &facts(), &NoFiles);
        let _ = predict_fragment("a.yml", &text, &Facts::default(), &NoFiles);
        let _ = Facts::from_json(&text);
    }

    #[test]
    fn no_expression_panics(expression in "[a-z'.()=&|!,{}0-9 \\[\\]*]{0,60}") {
        let text = super::workflow("push", &format!("environment: >-\n      x${{{{ {expression} }}}}\n    if: >-\n      {expression}\n    steps: []"));
        let _ = predict("a.yml", &text, &facts(), &NoFiles);
    }

    #[test]
    fn a_filter_s_samples_pass_it(pattern in "[a-c*/?+\\[\\]]{1,8}") {
        let text = super::workflow(&format!("{{push: {{branches: ['{pattern}']}}}}"), "steps: []");
        let prediction = predict("a.yml", &text, &facts(), &NoFiles).expect("workflow");
        let glob = Glob::parse(&pattern);
        for candidate in prediction.candidates() {
            for sample in candidate.samples() {
                let Some(branch) = sample.claims["ref"].strip_prefix("refs/heads/") else { continue };
                prop_assert!(branch.contains('<') || glob.matches(branch), "{branch} for {pattern}");
            }
        }
    }

    #[test]
    fn conditions_partition_the_branches(branch in "[a-c/]{1,4}", name in "[a-c]{1,2}") {
        prop_assume!(!branch.starts_with('/') && !branch.ends_with('/') && !branch.contains("//"));
        let job = format!("environment: ${{{{ startsWith(github.ref, 'refs/heads/{name}') && 'yes' || 'no' }}}}\n    steps: []");
        let text = super::workflow("{push: {branches: ['**']}}", &job);
        let prediction = predict("a.yml", &text, &facts(), &NoFiles).expect("workflow");
        let expected = if branch.starts_with(&name) { "yes" } else { "no" };
        let admitting: Vec<String> = prediction
            .candidates()
            .filter(|candidate| candidate.claims["ref"].holes().all(|hole| hole.constraint.accepts(&branch)))
            .map(|candidate| candidate.claims["environment"].to_string())
            .collect();
        prop_assert_eq!(admitting, [expected]);
    }
}
