using Coopera.Domain.Certificates;
using FsCheck.Xunit;

namespace Coopera.Domain.Tests.Certificates;

public sealed class CertificateCodeTests
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void A_code_has_95_random_bits_and_a_sign_that_checks_them_in_groups_of_four()
    {
        var codes = Enumerable.Range(0, 2_000).Select(_ => CertificateCode.New()).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code =>
        {
            Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$", CertificateCode.Grouped(code));
            Assert.Equal(code, CertificateCode.Read(CertificateCode.Grouped(code)));
        });
        for (var place = 0; place < CertificateCode.Length; place++)
        {
            Assert.Equal(Signs.Length, codes.Select(code => code[place]).Distinct().Count()); // also the last: all signs come
        }
    }

    [Fact]
    public void It_is_read_as_people_write_it()
    {
        var code = CertificateCode.New();
        var grouped = CertificateCode.Grouped(code);

        Assert.Equal(code, CertificateCode.Read($"  {grouped.ToLowerInvariant()} "));
        Assert.Equal(code, CertificateCode.Read(grouped.Replace('-', ' ')));
        Assert.Equal(code, CertificateCode.Read(grouped.Replace('0', 'O').Replace('1', 'l')));
        Assert.Equal(code, CertificateCode.Read(code.Replace('0', 'o').Replace('1', 'I')));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("7K2M")]
    [InlineData("UUUU-UUUU-UUUU-UUUU-UUUU")]
    [InlineData("0000-0000-0000-0000-00000")]
    [InlineData("0000-0000-0000-0000-0001")]
    [InlineData("ÀÀÀÀ-0000-0000-0000-0000")]
    public void What_is_none_is_not_read(string? typed) => Assert.Null(CertificateCode.Read(typed));

    [Fact]
    public void Every_wrong_sign_and_every_two_that_have_changed_places_are_found()
    {
        var code = CertificateCode.New();
        for (var place = 0; place < code.Length; place++)
        {
            foreach (var other in Signs.Where(sign => sign != code[place]))
            {
                Assert.Null(CertificateCode.Read(code[..place] + other + code[(place + 1)..]));
            }

            for (var second = place + 1; second < code.Length; second++)
            {
                var swapped = code.ToCharArray();
                (swapped[place], swapped[second]) = (swapped[second], swapped[place]);
                Assert.Equal(code[place] == code[second], CertificateCode.Read(new string(swapped)) is not null);
            }
        }
    }

    [Property]
    public bool Whatever_is_typed_is_refused_or_a_code(string? typed) =>
        CertificateCode.Read(typed) is not { } code || CertificateCode.Read(code) == code;
}
