using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Coopera.Bench;

/// <summary>What is done to the file behind the site's back, while the site does not run or does not mind.</summary>
internal static class Rows
{
    public static void WithoutLimit(string data) => Execute(data, "UPDATE Webinars SET Capacity = NULL");

    /// <summary>A webinar with so many registrations, made from one that the site itself stored.</summary>
    public static long Multiply(string data, int rows)
    {
        var webinar = Scalar(data, "SELECT MIN(Id) FROM Webinars");
        using var connection = Open(data);
        var columns = Columns(connection, "Registrations").Select(name => name switch
        {
            "Id" => "upper(printf('%08x-0000-7000-8000-%012x', n, n))",
            "WebinarId" => webinar.ToString(CultureInfo.InvariantCulture),
            "Number" => "n",
            "Email" or "EmailKey" or "ActiveKey" => "'persona.' || n || '@comune.example'",
            _ => $"r.\"{name}\"",
        }).ToList();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
             DELETE FROM Registrations WHERE WebinarId = {webinar};
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
             INSERT INTO Registrations ({string.Join(", ", Columns(connection, "Registrations").Select(name => $"\"{name}\""))})
             SELECT {string.Join(", ", columns)} FROM (SELECT * FROM Registrations WHERE WebinarId <> {webinar} LIMIT 1) r, numbers;
             """;
        command.ExecuteNonQuery();
        return webinar;
    }

    private static List<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    public static long Scalar(string data, string sql)
    {
        using var connection = Open(data);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void Execute(string data, string sql)
    {
        using var connection = Open(data);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string data)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, "coopera.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
