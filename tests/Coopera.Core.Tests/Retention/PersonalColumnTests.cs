using Coopera.Core.Data;
using Coopera.Core.Retention;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Retention;

/// <summary>No text is kept of which nobody has said when it leaves.</summary>
public sealed class PersonalColumnTests
{
    private static readonly IReadOnlyList<(Type Table, string Column)> Columns = Read();

    [Fact]
    public void Every_column_with_text_has_a_class_of_retention_or_says_why_it_needs_none()
    {
        var unsaid = Columns.Where(column => PersonalColumns.Of(column.Table, column.Column) is null).Select(column =>
            $"{column.Table.Name}.{column.Column} holds text, and nobody has said when it leaves: give it a line in "
            + "Core/Retention/PersonalColumns.cs, and let the class of retention that it names take it away.").ToList();

        Assert.Empty(unsaid);
    }

    [Fact]
    public void Every_line_of_the_list_is_about_a_column_that_there_is()
    {
        var there = Columns.ToHashSet();

        var gone = PersonalColumns.All.SelectMany(line => line.Columns, (line, column) => (line.Table, Column: column))
            .Where(named => named.Column == "*" ? !there.Any(one => one.Table == named.Table) : !there.Contains(named)).ToList();

        Assert.Empty(gone);
        Assert.All(PersonalColumns.All, line => Assert.True(line.Class is null != line.Otherwise is null));
    }

    [Fact]
    public async Task Every_class_is_carried_out_has_a_period_and_words()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var carriedOut = await database.InScopeAsync(services => Task.FromResult(
            services.GetServices<RetainedData>().Select(data => data.Class).ToList()));

        Assert.Equal(Enum.GetValues<RetentionClass>(), carriedOut.Order());
        Assert.All(Enum.GetValues<RetentionClass>(), kept =>
        {
            Assert.True(RetentionSettings.Default.Days[kept] is > 0 and <= 10 * 365);
            Assert.NotEqual($"{kept}", kept.Title());
            Assert.NotEmpty(kept.Effect());
            Assert.Contains(RetentionSettings.Key(kept), SettingNames.All);
        });
    }

    private static List<(Type Table, string Column)> Read()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite().Options);
        return [.. db.Model.GetEntityTypes().SelectMany(entity => TextOf(entity, "").Select(column => (Root(entity), column)))];
    }

    private static Type Root(IEntityType entity) =>
        entity.FindOwnership() is { } ownership ? Root(ownership.PrincipalEntityType) : entity.ClrType;

    private static IEnumerable<string> TextOf(ITypeBase holder, string path) =>
        holder.GetProperties().Where(HoldsText).Select(property => path + property.Name)
            .Concat(holder.GetComplexProperties().SelectMany(part => TextOf(part.ComplexType, $"{path}{part.Name}.")));

    /// <summary>Also what is written as text and is something else in the program: an address, a list.</summary>
    private static bool HoldsText(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var stored = property.FindTypeMapping()?.Converter?.ProviderClrType ?? type;
        return !type.IsEnum && (stored == typeof(string) || stored == typeof(byte[]));
    }
}
