using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Data.Compiled;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Helpdesk.Tests.Platform.Data;

/// <summary>The model that was compiled for a fast start is the model that the configurations describe.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void CompiledModel_IsTheModelOfTheConfigurations()
    {
        using var db = new HelpdeskDb(new DbContextOptionsBuilder<HelpdeskDb>().UseSqlite().Options);

        db.Model.ShouldBeSameAs(HelpdeskDbModel.Instance);
        Picture(db.Model)
            .ShouldBe(
                Picture(db.GetService<IDesignTimeModel>().Model),
                "run: dotnet ef dbcontext optimize --project Helpdesk.Web --output-dir Platform/Data/Compiled --namespace "
                    + "Helpdesk.Web.Platform.Data.Compiled"
            );
    }

    private static IEnumerable<string> Picture(IModel model) =>
        model.GetEntityTypes().OrderBy(e => e.Name, StringComparer.Ordinal).SelectMany(Picture);

    private static IEnumerable<string> Picture(IEntityType entity) =>
        [
            $"{entity.Name} in {entity.GetTableName()}",
            .. entity.GetFlattenedProperties().Select(p => $"{entity.Name} {Of(p)}").Order(StringComparer.Ordinal),
            .. entity.GetKeys().Select(k => $"{entity.Name} key {Names(k.Properties)}").Order(StringComparer.Ordinal),
            .. entity.GetIndexes().Select(i => $"{entity.Name} index {Names(i.Properties)} {i.IsUnique}").Order(StringComparer.Ordinal),
            .. entity
                .GetForeignKeys()
                .Select(f => $"{entity.Name} to {f.PrincipalEntityType.Name} by {Names(f.Properties)} {f.IsRequired} {f.DeleteBehavior}")
                .Order(StringComparer.Ordinal),
        ];

    private static string Of(IProperty p) =>
        $"{p.DeclaringType.Name}.{p.Name} {p.ClrType} {p.GetColumnName()} {p.IsNullable} {p.IsConcurrencyToken} "
        + $"{p.ValueGenerated} {p.GetMaxLength()} {p.GetTypeMapping().Converter?.GetType()}";

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join('+', properties.Select(p => p.Name));
}
