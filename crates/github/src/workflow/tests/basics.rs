use crate::facts::Facts;
use crate::workflow::{NoFiles, predict};

#[test]
fn smoke() {
    let text = "on: push\npermissions: {id-token: write}\njobs:\n  d:\n    environment: ${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}\n    runs-on: ubuntu-latest\n    steps: [{uses: aws-actions/configure-aws-credentials@v4, with: {role-to-assume: 'arn:aws:iam::1:role/x'}}]\n";
    let p = predict("a.yml", text, &Facts::default(), &NoFiles).expect("workflow");
    for c in p.candidates() {
        assert!(!c.subjects.is_empty());
    }
}
