import type { CallOptions } from '../call-options.ts'
import type { FieldMeta, IssueType } from '../model/model.ts'

/** What the forms of creating and editing are made of. */
export interface MetadataFace {
  /** The types of issues that the user may create in a project (id or key), in the site's order. */
  creatableTypes(project: string, options?: CallOptions): Promise<readonly IssueType[]>
  /** The fields of the create screen for one type. */
  createFields(
    query: { readonly project: string; readonly typeId: string },
    options?: CallOptions,
  ): Promise<readonly FieldMeta[]>
  /** The fields of an issue that the user may edit. */
  editFields(key: string, options?: CallOptions): Promise<readonly FieldMeta[]>
}
