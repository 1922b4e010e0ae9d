import type { Component } from './open-form.ts';

export function labelOf({ label = '', properties = {} }: Component, language: string): string {
  return language === 'en' ? (properties.labelEn ?? label) : label;
}
