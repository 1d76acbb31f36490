namespace Helpdesk.Web.Platform.Forms;

/// <summary>What is wrong with a form: the id of the field, or null for the form as a whole, and a sentence for the reader.</summary>
public sealed record FieldError(string? Field, string Message);
