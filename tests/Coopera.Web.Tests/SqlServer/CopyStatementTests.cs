using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Transfer;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>What a copy into SQL Server sends is Transact-SQL, and within what one statement may hold.</summary>
public sealed class CopyStatementTests
{
    private const int MostParameters = 2_100;
    private const int MostRows = 1_000;

    private readonly IReadOnlyList<TransferTable> _tables =
        TransferTable.Of(new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer().Options));

    [Fact]
    public void Rows_of_every_table_are_put_in_many_at_a_time()
    {
        foreach (var table in _tables)
        {
            var rows = TableWriter.RowsAtOnce(table);
            var insert = Assert.IsType<InsertStatement>(Assert.Single(TransactSql.Parse(TableWriter.Insert(table, rows))));

            var values = Assert.IsType<ValuesInsertSource>(insert.InsertSpecification.InsertSource).RowValues;
            Assert.Equal(table.Columns.Count, insert.InsertSpecification.Columns.Count);
            Assert.All(values, row => Assert.Equal(table.Columns.Count, row.ColumnValues.Count));
            Assert.InRange(values.Count, 1, MostRows);
            Assert.InRange(values.Count * table.Columns.Count, 1, MostParameters - 1);
        }
    }

    [Fact]
    public void Numbers_go_on_after_the_last_that_was_given()
    {
        var numbered = _tables.Where(table => table.Identity is not null).ToList();

        Assert.NotEmpty(numbered);
        Assert.All(numbered, table => Assert.Equal(
            3, TransactSql.Parse(TableWriter.SetLast(DatabaseProvider.SqlServer, table, 7)).Count));
    }
}
