/** Object identifiers of what stands around a plain signature, each with the standard that assigns it. */
export const PKI_OID = {
  /** RFC 8017, A.2.3 and B.2.1. */
  rsaPss: '1.2.840.113549.1.1.10',
  mgf1: '1.2.840.113549.1.1.8',
  /** RFC 3161, appendix A and 2.4.2. */
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  /** RFC 2634: names the signer's certificate by SHA-1; many timestamp authorities know nothing newer. */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  /** ISO 32000-2, 12.8.3.3.2: adbe-revocationInfoArchival. */
  revocationArchive: '1.2.840.113583.1.1.8',
  /** RFC 5940: an OCSP response among the revocation data of a SignedData. */
  ocspInCms: '1.3.6.1.5.5.7.16.2',
  /** RFC 5280 certificate and CRL extensions. */
  extendedKeyUsage: '2.5.29.37',
  crlDistributionPoints: '2.5.29.31',
  issuingDistributionPoint: '2.5.29.28',
  deltaCrlIndicator: '2.5.29.27',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  subjectAlternativeName: '2.5.29.17',
  policyConstraints: '2.5.29.36',
  authorityInformation: '1.3.6.1.5.5.7.1.1',
  crlReason: '2.5.29.21',
  /** RFC 6960. */
  ocsp: '1.3.6.1.5.5.7.48.1',
  basicOcspResponse: '1.3.6.1.5.5.7.48.1.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  /** Purposes of a key: RFC 5280, RFC 9336, and two that vendors use for documents. */
  anyPurpose: '2.5.29.37.0',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timestamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  microsoftDocumentSigning: '1.3.6.1.4.1.311.10.3.12',
  adobeDocumentSigning: '1.2.840.113583.1.1.5',
  /** Hashes that name things but no longer protect them. */
  sha1: '1.3.14.3.2.26',
} as const
