using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class KnowledgeSets
{
    public static DbSet<Article> Articles(this HelpdeskDb db) => db.Set<Article>();

    public static DbSet<ArticleBody> ArticleBodies(this HelpdeskDb db) => db.Set<ArticleBody>();

    public static DbSet<ArticleRevision> ArticleRevisions(this HelpdeskDb db) => db.Set<ArticleRevision>();

    public static DbSet<ArticleAnswer> ArticleAnswers(this HelpdeskDb db) => db.Set<ArticleAnswer>();

    public static DbSet<ArticlePicture> ArticlePictures(this HelpdeskDb db) => db.Set<ArticlePicture>();

    public static DbSet<ArticleDraft> ArticleDrafts(this HelpdeskDb db) => db.Set<ArticleDraft>();
}
