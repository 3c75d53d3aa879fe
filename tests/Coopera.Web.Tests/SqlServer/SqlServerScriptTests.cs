using System.Collections.Concurrent;
using Coopera.Core.Data;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>The script that creates the database, as SQL Server would read it.</summary>
public sealed class SqlServerScriptTests
{
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    [InlineData(MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent)]
    public void Every_statement_of_the_migrations_is_transact_sql(MigrationsSqlGenerationOptions options)
    {
        var statements = TransactSql.Parse(Script(options));

        Assert.True(
            TransactSql.All<CreateTableStatement>(statements).Count >= 15 || options.HasFlag(MigrationsSqlGenerationOptions.Idempotent),
            "The tables were not found.");
        Assert.True(statements.Count > 30);
    }

    [Fact]
    public void No_key_is_too_long_and_no_delete_reaches_a_table_in_two_ways() =>
        Assert.Empty(SchemaRules.Broken(Script(MigrationsSqlGenerationOptions.Default)));

    [Fact]
    public void Every_unique_index_over_a_column_that_may_be_null_leaves_the_nulls_out()
    {
        // One active registration a webinar and address: SQL Server counts two nulls as equal, unless the index is filtered.
        var statements = TransactSql.Parse(Script(MigrationsSqlGenerationOptions.Default));
        var nullable = TransactSql.All<CreateTableStatement>(statements).SelectMany(table => table.Definition.ColumnDefinitions
            .Where(column => !column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable))
            .Select(column => (table.SchemaObjectName.BaseIdentifier.Value, column.ColumnIdentifier.Value))).ToHashSet();

        foreach (var index in TransactSql.All<CreateIndexStatement>(statements).Where(index => index.Unique))
        {
            var filtered = index.FilterPredicate is null
                ? []
                : TransactSql.All<ColumnReferenceExpression>([index.FilterPredicate]).Select(Column);
            var columns = index.Columns.Select(column => Column(column.Column))
                .Where(column => nullable.Contains((index.OnName.BaseIdentifier.Value, column)));
            Assert.Empty(columns.Except(filtered).Select(column => $"{index.Name.Value}: {column} may be null."));
        }
    }

    [Fact]
    public void Every_name_is_within_what_sql_server_takes_and_every_moment_keeps_its_offset()
    {
        const int LongestName = 128;
        var statements = TransactSql.Parse(Script(MigrationsSqlGenerationOptions.Default));
        var names = TransactSql.All<Identifier>(statements).Select(identifier => identifier.Value).ToHashSet();
        var types = TransactSql.All<ColumnDefinition>(statements)
            .Select(column => column.DataType.Name.BaseIdentifier.Value.ToLowerInvariant()).ToHashSet();

        Assert.Contains("FK_RegistrationImports_Webinars_WebinarId", names);
        Assert.DoesNotContain(names, name => name.Length > LongestName);
        Assert.Contains("datetimeoffset", types);
        Assert.Empty(types.Intersect(["datetime", "datetime2", "smalldatetime"]));
    }

    [Fact]
    public void What_opens_or_names_something_is_compared_byte_by_byte()
    {
        // A column has the collation of its database, which the program makes binary, unless it names another.
        var columns = TransactSql.All<ColumnDefinition>(TransactSql.Parse(Script(MigrationsSqlGenerationOptions.Default)))
            .Where(column => column.DataType.Name.BaseIdentifier.Value.EndsWith("char", StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = columns.Where(column => new[] { "Token", "Hash", "Code", "Slug", "Stamp", "Print", "Key", "MessageId" }.Any(
            end => column.ColumnIdentifier.Value.EndsWith(end, StringComparison.Ordinal))).ToList();

        Assert.Superset(
            new HashSet<string> { "Slug", "Code", "Hash", "SecurityStamp", "EmailKey", "DocumentCode" },
            exact.Select(column => column.ColumnIdentifier.Value).ToHashSet());
        Assert.All(exact, column => Assert.EndsWith(
            "_BIN2", column.Collation?.Value ?? SqlServerCollation.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(columns, column => column.Collation is not null); // nor does any other: texts are alike on all engines
    }

    [Fact]
    public async Task Rows_that_are_stored_together_go_in_one_statement_and_one_by_one_where_the_setting_says_so()
    {
        foreach (var (batch, merges) in new (int?, bool)[] { (null, true), (1, false) })
        {
            var sent = new ConcurrentQueue<string>();
            await using var server = new NoServerConnection(new MadeUpRows(), sent);
            await using var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>()
                .UseSqlServer(server, options => _ = batch is { } most ? options.MaxBatchSize(most) : options).Options);
            db.AddRange(Enumerable.Range(0, 6).Select(number => new Webinar(
                $"prova-{number}", "Prova", TestDatabase.Now, TestDatabase.Now.AddHours(2))));

            await Record.ExceptionAsync(() => db.SaveChangesAsync()); // the grammar reads what is sent; there is nobody to number the rows

            Assert.Equal(merges, sent.Any(sql => sql.Contains("MERGE [Webinars] USING", StringComparison.Ordinal)));
            Assert.Contains(sent, sql => sql.Contains("OUTPUT INSERTED", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("CREATE TABLE a (id int NOT NULL, CONSTRAINT pk PRIMARY KEY (id)); CREATE INDEX ix ON a (id);", null)]
    [InlineData(
        "CREATE TABLE a (id nvarchar(451) NOT NULL, CONSTRAINT pk PRIMARY KEY (id));", "pk: a key of up to 902 bytes, 900 at most.")]
    [InlineData(
        "CREATE TABLE a (b nvarchar(450) NULL, c nvarchar(401) NULL); CREATE INDEX ix ON a (b, c);",
        "ix: a key of up to 1702 bytes, 1700 at most.")]
    [InlineData(
        "CREATE TABLE a (b nvarchar(max) NULL); CREATE UNIQUE INDEX ix ON a (b);", "ix: a key of up to any number of bytes, 1700 at most.")]
    [InlineData(
        "CREATE TABLE a (id int); CREATE TABLE b (a int, CONSTRAINT f1 FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE);"
        + "CREATE TABLE c (a int, b int, CONSTRAINT f2 FOREIGN KEY (a) REFERENCES a (id) ON DELETE SET NULL, CONSTRAINT f3 FOREIGN KEY "
        + "(b) REFERENCES b (id) ON DELETE CASCADE);",
        "Deleting from a reaches c in 2 ways.")]
    [InlineData(
        "CREATE TABLE a (id int, up int, CONSTRAINT f FOREIGN KEY (up) REFERENCES a (id) ON DELETE CASCADE);",
        "Deleting from a reaches a in a circle.")]
    public void The_rules_find_what_sql_server_would_refuse(string script, string? sentence) =>
        Assert.Equal(sentence, SchemaRules.Broken(script) is [var first, ..] ? first : null);

    [Fact]
    public void What_is_no_transact_sql_is_found() => Assert.Throws<FormatException>(() => TransactSql.Parse("SELECT a FROM b LIMIT 1"));

    private static string Column(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private static string Script(MigrationsSqlGenerationOptions options)
    {
        using var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer().Options);
        return db.GetService<IMigrator>().GenerateScript(options: options);
    }
}
