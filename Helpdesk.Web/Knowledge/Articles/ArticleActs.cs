namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>Takes an earlier revision up again, as a new one.</summary>
public sealed record RestoreRevision(long Id, string Language, int Number, int Revision);

/// <summary>Asks supervisors to publish an article as it stands.</summary>
public sealed record AskToPublish(long Id, string Language);

/// <summary>Shows an article to everybody as it was read; a newer revision refuses.</summary>
public sealed record PublishArticle(long Id, string Language, int Revision);

/// <summary>Takes an article away from readers outside; it is kept.</summary>
public sealed record RetireArticle(long Id, string Language);

/// <summary>Takes a withdrawal back: readers outside see again what they saw.</summary>
public sealed record BringArticleBack(long Id, string Language);
