using System.Text;
using Coopera.Core.Documents.Signatures;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Tests.Documents.Signatures;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Files made to keep the machine busy: whatever they hold, they cost what their length is worth. Measured by the processor time of the
/// process (<see cref="MeasuredWork"/>); nothing else of the tests runs meanwhile.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BoundedWorkTests
{
    private const double MostTimes = 20;
    private const long MostMemory = 64L * 1024 * 1024;

    public static TheoryData<string, int> Families
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var family in Names)
            {
                foreach (var size in (int[])[300_000, 1_000_000, SignedFile.MaxBytes - 5_000])
                {
                    data.Add(family, size);
                }
            }

            return data;
        }
    }

    private static string[] Names =>
    [
        "base64 of blanks", "base64 with a blank after each letter", "base64 in base64", "PEM without an end",
        "signers", "signers with a document", "certificates", "attributes", "indefinite lengths nested", "indefinite lengths in a document",
        "pieces of one byte", "pieces in pieces", "empty values", "envelopes in envelopes", "one good signer of a large document",
        "parts of a mail", "mails in mails", "multiparts in multiparts", "a multipart without an end", "headers without an end",
        "one header without an end", "a header folded without an end", "parameters of a header", "boundaries that nearly match",
        "attached blanks",
        "Outlook in a circle", "Outlook with folders", "Outlook with sectors without an end",
        "less-than signs", "zeros", "time stamp of pieces",
    ];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_file_made_to_do_harm_costs_no_more_than_its_length_is_worth(string family, int size)
    {
        var file = HostileFiles.Of(family, size);
        Assert.InRange(file.Length, 1, SignedFile.MaxBytes);
        SignedFile.Inspect(TestCms.Cades(TestPdf.Plain(), TestIdentity.Mario)); // what the first call costs counts not

        var (report, times, peak) = MeasuredWork.Run(() => SignedFile.Inspect(file), MostTimes);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{family}, {file.Length / 1000} kB: {times:0.00} times, {peak / 1024 / 1024} MB, {report.Refusal?.ToString() ?? "kept"}"
            + $"{(report.IsPartial ? " in part" : "")}, {report.Signatures.Count} signatures");
        Assert.InRange(times, 0, MostTimes);
        Assert.InRange(peak, 0, MostMemory);
    }

    [Fact]
    public void A_sender_who_leaves_ends_the_work()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();
        var file = HostileFiles.Of("pieces of one byte", 1_000_000);

        Assert.Throws<OperationCanceledException>(() => SignedFile.Inspect(file, SignedFile.Budget(file.Length, left.Token)));
    }

    [Fact]
    public void What_is_over_the_budget_is_kept_where_it_is_known_what_it_is()
    {
        var envelope = TestCms.Cades(TestPdf.Plain(), TestIdentity.Mario);

        var kept = SignedFile.Inspect(envelope, new ReadingBudget(envelope.Length + 10, 100_000));
        var refused = SignedFile.Inspect(TestCms.Base64(envelope), new ReadingBudget(10, 100_000));

        Assert.True(kept.IsAccepted);
        Assert.True(kept.IsPartial);
        Assert.Contains(SignedCopyWords.NotInFull, SignedCopyWords.Paragraphs(kept));
        Assert.Equal(SignedCopyRefusal.TooMuchWork, refused.Refusal);
    }

    [Fact]
    public void Of_an_envelope_with_too_many_signers_the_document_is_still_taken_out()
    {
        var report = SignedFile.Inspect(HostileFiles.Of("signers with a document", 300_000));

        Assert.True(report.IsAccepted);
        Assert.True(report.IsPartial);
        Assert.False(report.IsWhollyIntact);
        Assert.Equal(TestPdf.Plain(), report.Document.ToArray());
    }

    [Fact]
    public async Task Two_files_are_looked_into_at_once_and_who_leaves_waits_no_longer()
    {
        var gate = new TaskCompletionSource();
        var inside = 0;
        var busy = Enumerable.Range(0, 2).Select(_ => InspectionTurns.TakeAsync(
            async () =>
            {
                Interlocked.Increment(ref inside);
                await gate.Task;
                return 1;
            },
            CancellationToken.None)).ToList();
        using var leaving = new CancellationTokenSource();
        var third = InspectionTurns.TakeAsync(() => Task.FromResult(3), leaving.Token);
        var fourth = InspectionTurns.TakeAsync(() => Task.FromResult(4), CancellationToken.None);

        Assert.Equal((2, false, false), (inside, third.IsCompleted, fourth.IsCompleted));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        gate.SetResult();
        Assert.Equal(4, await fourth);
        await Task.WhenAll(busy);
    }
}
