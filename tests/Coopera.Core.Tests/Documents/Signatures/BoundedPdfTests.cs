using Coopera.Core.Documents.Signatures;
using Coopera.Pdf;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>
/// PDFs made to keep the machine busy: signatures, fields and what is shown of them are looked at for what the file's length is worth.
/// Measured by the processor time of the process: see <see cref="MeasuredWork"/>.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BoundedPdfTests
{
    private const double MostTimes = 20;
    private const long MostMemory = 64L * 1024 * 1024;

    public static TheoryData<string, int> Families
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var family in HostilePdfs.Families)
            {
                foreach (var size in (int[])[300_000, 1_000_000, SignedFile.MaxBytes - 300_000])
                {
                    data.Add(family, size);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_pdf_made_to_do_harm_costs_no_more_than_its_length_is_worth(string family, int size)
    {
        Inspect(TestPdfForm.Fill(TestPdfForm.Sign(TestPdfForm.New(), TestIdentity.Mario), "x")); // what the first call costs counts not
        var file = HostilePdfs.Of(family, size);

        var ((report, form), times, peak) = MeasuredWork.Run(() => Inspect(file), MostTimes);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{family}, {file.Length / 1000} kB: {times:0.00} times, {peak / 1024 / 1024} MB, {report.Refusal?.ToString() ?? "kept"}"
            + $"{(report.IsPartial || form.IsCut ? " in part" : "")}{(report.HasDamagedTables ? " searched" : "")}, "
            + $"{report.Signatures.Count}+{report.Unexamined} signatures, {form.Fields.Count} fields");
        Assert.False(report.IsWhollyIntact);
        Assert.InRange(file.Length, 1, SignedFile.MaxBytes);
        Assert.InRange(times, 0, MostTimes);
        Assert.InRange(peak, 0, MostMemory);
    }

    private static (SignedCopyReport Report, PdfForm Form) Inspect(byte[] file)
    {
        var budget = SignedFile.Budget(file.Length);
        var report = SignedFile.Inspect(file, budget);
        try
        {
            return (report, PdfFormReader.Read(file, budget));
        }
        catch (InvalidDataException)
        {
            return (report, new([]));
        }
    }
}
