import { element, type XmlElement } from './xml.ts';

/** Everything that is written here is in English; other languages belong to the pages. */
export const baseLanguage = 1033;

const labelled =
  (name: string) =>
  (description: string): XmlElement =>
    element(name, { description, languagecode: baseLanguage });

const label = labelled('label');

export const labels = (text: string): XmlElement => element('labels', {}, label(text));
export const displayNames = (text: string): XmlElement => element('displaynames', {}, labelled('displayname')(text));
export const descriptions = (text: string): XmlElement => element('Descriptions', {}, labelled('Description')(text));
export const localizedNames = (text: string): XmlElement => element('LocalizedNames', {}, labelled('LocalizedName')(text));
export const localizedCollectionNames = (text: string): XmlElement =>
  element('LocalizedCollectionNames', {}, labelled('LocalizedCollectionName')(text));

/** `description` and `displayname` of tables that are themselves rows (custom APIs, environment variables). */
export const rowText = (name: 'description' | 'displayname', text: string): XmlElement => element(name, { default: text }, label(text));
