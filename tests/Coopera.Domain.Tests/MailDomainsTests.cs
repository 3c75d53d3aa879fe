namespace Coopera.Domain.Tests;

public sealed class MailDomainsTests
{
    [Theory]
    [InlineData("maria@gmial.com", "maria@gmail.com")]
    [InlineData("Maria.Rossi@GMAIL.CON", "Maria.Rossi@gmail.com")]
    [InlineData("maria@gmail.co", "maria@gmail.com")]
    [InlineData("maria@gmail.comm", "maria@gmail.com")]
    [InlineData("maria@gmai.com", "maria@gmail.com")]
    [InlineData("maria@gmail.it", "maria@gmail.com")]
    [InlineData("maria@libreo.it", "maria@libero.it")]
    [InlineData("maria@hotmial.it", "maria@hotmail.it")]
    [InlineData("maria@virglio.it", "maria@virgilio.it")]
    [InlineData("maria@alice.ti", "maria@alice.it")]
    [InlineData("maria@tiscalli.it", "maria@tiscali.it")]
    [InlineData("maria@outlok.it", "maria@outlook.it")]
    [InlineData("maria@iclod.com", "maria@icloud.com")]
    [InlineData("maria@yaho.it", "maria@yahoo.it")]
    [InlineData("maria@gmail.com", null)]
    [InlineData("maria@mail.com", null)]
    [InlineData("maria@ymail.com", null)]
    [InlineData("maria@tim.it", null)]
    [InlineData("maria@comune.it", null)]
    [InlineData("maria@gmail.gmail.com", null)]
    public void One_slip_away_from_a_common_domain_another_is_meant(string typed, string? meant) =>
        Assert.Equal(meant, MailDomains.Meant(EmailAddress.Parse(typed)));

    [Theory]
    [InlineData("protocollo@pec.comune.palermo.it", true)]
    [InlineData("comune@pec.it", true)]
    [InlineData("maria@legalmail.it", true)]
    [InlineData("maria@postacert.it", true)]
    [InlineData("maria@postecert.it", true)]
    [InlineData("maria@pa.postacertificata.gov.it", true)]
    [InlineData("maria@arubapec.it", true)]
    [InlineData("comune@solarino-pec.it", true)]
    [InlineData("comune@brontepec.e-etna.it", true)]
    [InlineData("dipartimento@cert.regione.example", true)]
    [InlineData("maria@opec.org", false)]
    [InlineData("maria@cert.org", false)]
    [InlineData("maria@pecora.it", false)]
    [InlineData("maria.pec@gmail.com", false)]
    [InlineData("maria@comune.palermo.it", false)]
    public void Certified_mail_is_known_by_its_domain(string typed, bool certified) =>
        Assert.Equal(certified, MailDomains.IsCertified(EmailAddress.Parse(typed)));
}
