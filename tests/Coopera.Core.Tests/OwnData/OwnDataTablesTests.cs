using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.OwnData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.OwnData;

/// <summary>Nobody adds a table about people and forgets to tell them.</summary>
public sealed partial class OwnDataTablesTests
{
    [Fact]
    public async Task Every_table_that_holds_an_address_or_hangs_on_one_that_does_is_told_or_left_out_with_a_reason()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var told = database.Services.GetServices<IOwnDataSource>().SelectMany(source => source.Tables).ToHashSet();
        var model = await database.ReadAsync(db => Task.FromResult(db.Model));
        var aboutPeople = AboutPeople(model);

        Assert.Contains(typeof(Domain.Registrations.Registration), aboutPeople.Keys); // it looks at something
        Assert.Contains(typeof(Domain.Presence.PresenceInterval), aboutPeople.Keys); // and follows keys
        Assert.Equal("", string.Join('\n', aboutPeople
            .Where(table => !told.Contains(table.Key) && !NotInOwnData.Reasons.ContainsKey(table.Key)).Select(table =>
                $"{table.Key.Name} {table.Value}: show it in a source of {nameof(IOwnDataSource)}, or say in {nameof(NotInOwnData)} why not.")));
        Assert.Empty(told.Intersect(NotInOwnData.Reasons.Keys).Select(type => $"{type.Name} is told and left out."));
        var tables = model.GetEntityTypes().Select(entity => entity.ClrType).ToHashSet();
        Assert.Empty(told.Concat(NotInOwnData.Reasons.Keys).Where(type => !tables.Contains(type))
            .Select(type => $"{type.Name} is no table."));
        Assert.All(NotInOwnData.Reasons, reason => Assert.True(reason.Value.Length > 20, reason.Key.Name));
    }

    [Theory]
    [InlineData("Email", true)]
    [InlineData("EmailKey", true)]
    [InlineData("Recipient", true)]
    [InlineData("ClosedBy", true)]
    [InlineData("RegistrationId", true)]
    [InlineData("UserId", true)]
    [InlineData("Title", false)]
    [InlineData("Body", false)]
    [InlineData("StandBy", true)]
    public void A_column_is_taken_for_somebody_s_by_its_name(string column, bool isSomebodys) =>
        Assert.Equal(isSomebodys, Somebody().IsMatch(column));

    /// <summary>Each with what gives it away.</summary>
    private static Dictionary<Type, string> AboutPeople(IModel model)
    {
        var found = new Dictionary<Type, string>();
        var entities = model.GetEntityTypes().Where(entity => !entity.IsOwned()).ToList();
        foreach (var entity in entities)
        {
            if (Columns(entity).FirstOrDefault(IsSomebodys) is { } column)
            {
                found[entity.ClrType] = $"has a column {column.Name}";
            }
        }

        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            foreach (var entity in entities.Where(entity => !found.ContainsKey(entity.ClrType)))
            {
                if (entity.GetForeignKeys().FirstOrDefault(key => found.ContainsKey(key.PrincipalEntityType.ClrType)) is { } key)
                {
                    found[entity.ClrType] = $"hangs on {key.PrincipalEntityType.ClrType.Name}";
                }
            }
        }

        return found;
    }

    private static bool IsSomebodys(IProperty column) =>
        column.ClrType == typeof(Domain.EmailAddress)
        || (Somebody().IsMatch(column.Name) && (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) is { } type
            && (type == typeof(string) || type == typeof(Guid)));

    private static IEnumerable<IProperty> Columns(ITypeBase type) =>
        type.GetProperties()
            .Concat(type.GetComplexProperties().SelectMany(property => Columns(property.ComplexType)))
            .Concat(type is IEntityType entity
                ? entity.GetNavigations().Where(part => part.TargetEntityType.IsOwned())
                    .SelectMany(part => part.TargetEntityType.GetProperties())
                : []);

    [GeneratedRegex("mail|address|recipient|sender|actor|staff|account|person|pec$|By$|^(Registration|Adhesion|User)Id$", RegexOptions.IgnoreCase)]
    private static partial Regex Somebody();
}
