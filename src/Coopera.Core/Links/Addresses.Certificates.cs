using Coopera.Domain.Certificates;

namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static class Certificates
    {
        public const string Check = "~/attestati";
        public const string Own = $"{Check}/miei";

        public static string Page(string code) => $"{Check}/{CertificateCode.Grouped(code)}";

        public static string Paper(string code) => $"{Page(code)}/attestato.pdf";

        /// <param name="token">Of <see cref="CertificateLinks"/>.</param>
        public static string OfMailbox(string token) => $"{Own}/{token}";

        /// <summary>By the personal link; a form sent there puts the name right.</summary>
        public static string OfRegistration(string token) => $"{Registration.Page(token)}/attestato";
    }

    public static partial class Admin
    {
        public static class Certificates
        {
            public static string List(int webinar) => $"{Webinars.Page(webinar)}/attestati";

            public static string People(int webinar) => $"{List(webinar)}/persone";

            public static string Issue(int webinar) => $"{List(webinar)}/emetti";

            public static string Test(int webinar) => $"{List(webinar)}/prova";

            public static string Specimen(int webinar) => $"{List(webinar)}/fac-simile.pdf";

            public static string Credits(int webinar) => $"{List(webinar)}/crediti";

            public static string Csv(int webinar) => $"{List(webinar)}/elenco.csv";

            public static string Xlsx(int webinar) => $"{List(webinar)}/elenco.xlsx";

            public static string CreditsCsv(int webinar) => $"{List(webinar)}/ordine.csv";

            public static string CreditsXlsx(int webinar) => $"{List(webinar)}/ordine.xlsx";

            public static string Page(Guid certificate) => $"{Home}/attestati/{certificate}";

            public static string Paper(Guid certificate) => $"{Page(certificate)}/attestato.pdf";

            public static string Revoke(Guid certificate) => $"{Page(certificate)}/revoca";

            public static string Reissue(Guid certificate) => $"{Page(certificate)}/rifai";

            public static string SendAgain(Guid certificate) => $"{Page(certificate)}/manda";
        }
    }
}
