using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>
/// Stands where a connection to SQL Server would: every statement is read by SQL Server's own grammar and noted, and answered from a
/// few made-up rows whatever its condition says. It proves what is asked, not what comes back.
/// </summary>
internal sealed class NoServerConnection(MadeUpRows rows, ConcurrentQueue<string> statements) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=none";

    public override string Database => "none";

    public override string DataSource => "none";

    public override string ServerVersion => "16.00.1000";

    public override ConnectionState State => _state;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    internal (IReadOnlyList<DataTable> Results, int Affected) Answer(string sql)
    {
        statements.Enqueue(sql);
        return rows.Answer(TransactSql.Parse(sql));
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    private sealed class Transaction(NoServerConnection connection, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;

        public override bool SupportsSavepoints => true;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }

        public override void Save(string savepointName) => connection.Answer($"SAVE TRANSACTION [{savepointName}]");

        public override void Rollback(string savepointName) => connection.Answer($"ROLLBACK TRANSACTION [{savepointName}]");

        public override void Release(string savepointName)
        {
        }
    }

    private sealed class Command(NoServerConnection connection) : DbCommand
    {
        // Real parameters: their types are part of what is asked.
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery() => connection.Answer(CommandText).Affected;

        public override object? ExecuteScalar()
        {
            var results = connection.Answer(CommandText).Results;
            return results.Count > 0 && results[0].Rows.Count > 0 ? results[0].Rows[0][0] : null;
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            var results = connection.Answer(CommandText).Results;
            return results.Count > 0 ? new DataTableReader([.. results]) : new DataTableReader(new DataTable());
        }

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
