/** Conventional Commits (https://www.conventionalcommits.org); bodies may be wrapped as their author likes. */
export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
    'subject-case': [0],
  },
};
