using Microsoft.Data.SqlClient;
using Serilog.Core;
using Serilog.Events;

namespace Coopera.Web.Hosting;

/// <summary>
/// SQL Server's words about a row that it refuses hold what was to be stored, an address perhaps. What is logged says where it happened,
/// and that these words are left out.
/// </summary>
/// <param name="tells">Whether the words of an exception hold values of rows.</param>
public sealed class WithoutStoredValues(ILogEventSink sink, Func<Exception, bool> tells) : ILogEventSink, IDisposable
{
    private const string LeftOut = "(the words of the database are left out: they hold what was to be stored)";

    private const int DuplicateRow = 2601;
    private const int DuplicateKey = 2627;
    private const int TooLongForColumn = 2628;

    public static bool OfSqlServer(Exception exception) =>
        exception is SqlException { Number: DuplicateRow or DuplicateKey or TooLongForColumn };

    public void Emit(LogEvent logEvent) => sink.Emit(
        logEvent.Exception is { } failure && Within(failure).Where(tells).Select(found => found.Message).ToList() is { Count: > 0 } words
            ? new LogEvent(
                logEvent.Timestamp, logEvent.Level, new Shown(failure, words), logEvent.MessageTemplate,
                logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value)),
                logEvent.TraceId ?? default, logEvent.SpanId ?? default)
            : logEvent);

    public void Dispose() => (sink as IDisposable)?.Dispose();

    private static IEnumerable<Exception> Within(Exception exception) =>
        (exception is AggregateException several ? several.InnerExceptions : new[] { exception.InnerException }.OfType<Exception>())
        .SelectMany(Within).Prepend(exception);

    private static string Without(IEnumerable<string> words, string text) =>
        words.Aggregate(text, (left, some) => left.Replace(some, LeftOut, StringComparison.Ordinal));

    private sealed class Shown(Exception exception, IEnumerable<string> words) : Exception(Without(words, exception.Message))
    {
        public override string ToString() => Without(words, exception.ToString());
    }
}
