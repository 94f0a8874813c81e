import actionBar from '../ActionBar/css/ActionBar.css';
import recordPanel from '../RecordPanel/css/RecordPanel.css';
import roleDashboard from '../RoleDashboard/css/RoleDashboard.css';
import secureGrid from '../SecureGrid/css/SecureGrid.css';
import { adoptStyles } from '../shared/adopt-styles.ts';
import { mountAll } from './mount-controls.ts';

export { mount, mountAll } from './mount-controls.ts';

adoptStyles(`${actionBar}${secureGrid}${roleDashboard}${recordPanel}`);

// `defer` and a script at the end of the page both find the elements; a script in the head has to wait for them.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => mountAll(), { once: true });
else mountAll();
