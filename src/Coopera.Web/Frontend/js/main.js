import { focusErrorSummary } from './error-summary.js';
import { submitOnce } from './submit-once.js';
import { openMenu } from './menu.js';
import { pickBodies } from './body-picker.js';
import { showUnless } from './show-unless.js';
import { askWhatApplies } from './questions.js';
import { adviseOnAddress } from './address-advice.js';
import { checkFileSize } from './file-size.js';
import { checkAsYouGo } from './validation.js';
import { askBeforeLeaving } from './unsaved.js';
import { closeMenus, pickRows } from './list.js';

document.documentElement.classList.add('has-script');

openMenu(document.querySelector('.menu-toggle'));
focusErrorSummary(document.querySelector('main .error-summary, main .notice[role=alert]'));
document.querySelectorAll('[data-body-picker]').forEach(pickBodies);
document.querySelectorAll('[data-unless]').forEach(showUnless);
document.querySelectorAll('[data-advises]').forEach(adviseOnAddress);
document.querySelectorAll('[data-largest]').forEach(checkFileSize);
document.querySelectorAll('[data-questions]').forEach(askWhatApplies);
submitOnce();
checkAsYouGo();
document.querySelectorAll('[data-ask-before-leaving]').forEach(askBeforeLeaving);
document.querySelectorAll('.list').forEach(pickRows);
closeMenus([...document.querySelectorAll('.bar-menu')]);
