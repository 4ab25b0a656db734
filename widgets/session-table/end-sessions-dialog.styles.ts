import { css } from "lit";

export const dialogStyles = css`
  dialog {
    inline-size: min(460px, 100vw - 32px);
  }
  .dialog {
    display: grid;
    gap: 12px;
    padding: 20px 22px;
  }
  .dialog h2 {
    font-size: 18px;
  }
  .dialog p {
    margin: 0;
    color: var(--_muted);
  }
  .dialog .error {
    color: var(--_danger);
    font-size: 14px;
  }
  .dialog .error:empty {
    display: none;
  }
  .names {
    margin: 0;
    padding: 10px 14px;
    max-block-size: 160px;
    overflow-y: auto;
    list-style: none;
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .reason {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 8px;
    align-items: baseline;
    font-weight: 600;
    font-size: 14px;
  }
  .reason .sub {
    font-weight: 400;
  }
  textarea {
    grid-column: 1 / -1;
    font: 15px/1.5 var(--_font);
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    padding: 6px 12px;
    inline-size: 100%;
    resize: vertical;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 10px;
    margin-block-start: 4px;
  }
`;
