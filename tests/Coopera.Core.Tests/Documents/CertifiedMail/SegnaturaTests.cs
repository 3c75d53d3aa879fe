using System.Text;
using Coopera.Core.Documents.CertifiedMail;

namespace Coopera.Core.Tests.Documents.CertifiedMail;

public sealed class SegnaturaTests
{
    private const string Of2001 = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <!DOCTYPE Segnatura SYSTEM "Segnatura.dtd">
        <Segnatura versione="2001-05-07" xml:lang="it">
          <Intestazione>
            <Identificatore>
              <CodiceAmministrazione>c_c347</CodiceAmministrazione>
              <CodiceAOO>AOO1</CodiceAOO>
              <NumeroRegistrazione>0001234</NumeroRegistrazione>
              <DataRegistrazione>2026-11-27</DataRegistrazione>
            </Identificatore>
            <PrimaRegistrazione><Identificatore><NumeroRegistrazione>9</NumeroRegistrazione></Identificatore></PrimaRegistrazione>
            <Origine><Mittente><Amministrazione><Denominazione>Comune di Castroreale</Denominazione></Amministrazione>
            <AOO><Denominazione>Ufficio protocollo della città</Denominazione></AOO></Mittente></Origine>
            <Oggetto>Adesione</Oggetto>
          </Intestazione>
          <Descrizione><Documento nome="scheda.pdf.p7m"/></Descrizione>
        </Segnatura>
        """;

    private const string Of2013 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <p:Segnatura xmlns:p="http://www.digitPa.gov.it/protocollo/">
          <p:Intestazione><p:Identificatore><p:CodiceAmministrazione>c_c347</p:CodiceAmministrazione><p:CodiceAOO>AOO1</p:CodiceAOO>
          <p:CodiceRegistro>REG1</p:CodiceRegistro><p:NumeroRegistrazione>0001234</p:NumeroRegistrazione>
          <p:DataRegistrazione>2026-11-27</p:DataRegistrazione></p:Identificatore></p:Intestazione>
        </p:Segnatura>
        """;

    private const string Of2021 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <SegnaturaInformatica xmlns="http://www.agid.gov.it/protocollo/" versione="3.0.0" lang="it">
          <Intestazione><Identificatore><CodiceAmministrazione descrizione="Comune di Castroreale">c_c347</CodiceAmministrazione>
          <CodiceAOO descrizione="Area unica">A1B2C3D</CodiceAOO><CodiceRegistro>REG1</CodiceRegistro>
          <NumeroRegistrazione>0001234</NumeroRegistrazione><DataRegistrazione>2026-11-27+01:00</DataRegistrazione></Identificatore></Intestazione>
        </SegnaturaInformatica>
        """;

    [Theory]
    [InlineData(Of2001, "AOO1", "Ufficio protocollo della città", null)]
    [InlineData(Of2013, "AOO1", null, "REG1")]
    [InlineData(Of2021, "A1B2C3D", "Area unica", "REG1")]
    public void Number_date_and_office_are_read_from_each_edition(string xml, string office, string? name, string? register)
    {
        var read = Segnatura.Read(Encoding.Latin1.GetBytes(xml));

        Assert.Equal(new Segnatura("0001234", new DateOnly(2026, 11, 27), "c_c347", office, name, register), read);
    }

    [Theory]
    [InlineData("<Segnatura/>")]
    [InlineData("<Conferma><Intestazione/></Conferma>")]
    [InlineData("not xml")]
    [InlineData("<Segnatura><Intestazione><Identificatore><CodiceAmministrazione>c</CodiceAmministrazione>"
        + "<NumeroRegistrazione>12</NumeroRegistrazione><DataRegistrazione>ieri</DataRegistrazione></Identificatore></Intestazione></Segnatura>")]
    public void What_says_no_number_of_no_day_is_none(string xml) => Assert.Null(Segnatura.Read(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void Entities_are_neither_expanded_nor_fetched()
    {
        var bomb = Of2001.Replace(
            "<!DOCTYPE Segnatura SYSTEM \"Segnatura.dtd\">",
            "<!DOCTYPE Segnatura [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>",
            StringComparison.Ordinal);

        Assert.Equal("0001234", Segnatura.Read(Encoding.Latin1.GetBytes(bomb))!.Number);
        Assert.Null(Segnatura.Read(Encoding.Latin1.GetBytes(bomb.Replace("0001234", "&f;1", StringComparison.Ordinal))));
        Assert.Null(Segnatura.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000)))));
    }
}
