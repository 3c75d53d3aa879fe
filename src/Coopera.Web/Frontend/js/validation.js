import { ValidationService } from 'aspnet-client-validation';
import { showErrorSummary } from './error-summary.js';

// Reads the data-val attributes that the server renders: the same sentences, told before the form is sent.
export function checkAsYouGo() {
  const service = new ValidationService();
  service.ValidationInputCssClassName = 'input-validation-error';
  service.ValidationInputValidCssClassName = 'input-valid';
  service.ValidationMessageCssClassName = 'field-error';
  service.ValidationMessageValidCssClassName = 'field-error-none';
  service.highlight = (input) => input.type !== 'radio' && input.setAttribute('aria-invalid', 'true');
  service.unhighlight = (input) => input.removeAttribute('aria-invalid');
  service.handleValidated = (form, valid, event) => {
    if (!valid) {
      showErrorSummary(form);
    } else if (event) {
      service.submitValidForm(form, event);
    }
  };
  service.addProvider('unless', (value, _, rule) => value.trim() !== '' || document.getElementById(rule.ticked).checked);
  service.bootstrap();

  // Only the first of a group of choices carries the rule: choosing any of them answers it.
  document.addEventListener('change', (event) => {
    document.querySelectorAll(`[data-val-unless-ticked="${event.target.id}"][aria-invalid]`)
      .forEach((field) => service.validateField(field));
    if (event.target.matches('[type=radio], fieldset [type=checkbox]')) {
      const ruled = event.target.form.querySelector(`[name="${event.target.name}"][data-val]`);
      if (ruled) {
        service.validateField(ruled);
      }
    }
  });
}
