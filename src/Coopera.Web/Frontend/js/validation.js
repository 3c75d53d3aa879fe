import { ValidationService } from 'aspnet-client-validation';

// Reads the data-val attributes that the server renders: the same sentences, told before the form is sent.
export function checkAsYouGo() {
  const service = new ValidationService();
  service.ValidationInputCssClassName = 'input-validation-error';
  service.ValidationInputValidCssClassName = 'input-valid';
  service.ValidationMessageCssClassName = 'field-error';
  service.ValidationMessageValidCssClassName = 'field-error-none';
  service.bootstrap();
}
