#!/bin/bash
# Makes every certificate the recipes use, in ./certs. Needs only openssl 3 (Debian 12: 3.0.x). ~1 s (EC keys).
set -euo pipefail
D=$1; mkdir -p "$D"; cd "$D"
eckey() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }   # PKCS#8 "BEGIN PRIVATE KEY"
ca() { # name CN
  eckey $1.key
  openssl req -x509 -new -key $1.key -sha256 -days 3650 -subj "/O=Test Lab/CN=$2" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" -out $1.crt
}
leaf() { # name CN issuer san eku [extra x509 args]
  local n=$1 cn=$2 iss=$3 san=$4 eku=$5; shift 5
  eckey $n.key
  openssl req -new -key $n.key -subj "/O=Test Lab/CN=$cn" -out $n.csr
  { echo "basicConstraints=CA:FALSE"; echo "keyUsage=critical,digitalSignature"; echo "extendedKeyUsage=$eku"; [ -n "$san" ] && echo "subjectAltName=$san"; } > $n.ext
  openssl x509 -req -in $n.csr -CA $iss.crt -CAkey $iss.key -CAcreateserial -sha256 -extfile $n.ext -out $n.crt "$@" 2>/dev/null
  rm -f $n.csr $n.ext
}
ca ca "Test Root CA"
ca rogue-ca "Rogue Root CA"
# intermediate signed by ca
eckey int-ca.key; openssl req -new -key int-ca.key -subj "/O=Test Lab/CN=Test Intermediate CA" -out int.csr
printf 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n' > int.ext
openssl x509 -req -in int.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1825 -sha256 -extfile int.ext -out int-ca.crt 2>/dev/null; rm int.csr int.ext
LOCAL="DNS:localhost,DNS:grpc.test,IP:127.0.0.1,IP:::1"
leaf server   "localhost"    ca       "$LOCAL" "serverAuth,clientAuth" -days 365   # clientAuth: etcd's gateway dials itself with it
leaf server-only "localhost" ca       "$LOCAL" "serverAuth" -days 365
leaf server-int "localhost"  int-ca   "$LOCAL" "serverAuth" -days 365; cat server-int.crt int-ca.crt > server-int.chain.crt
leaf wronghost "other.test"  ca       "DNS:other.test" "serverAuth" -days 365
leaf cnonly   "localhost"    ca       "" "serverAuth" -days 365                     # no SAN at all
leaf client   "alice"        ca       "email:alice@test.lab" "clientAuth" -days 365
leaf client-int "bob"        int-ca   "" "clientAuth" -days 365; cat client-int.crt int-ca.crt > client-int.chain.crt
leaf rogue-client "mallory"  rogue-ca "" "clientAuth" -days 365
leaf clientwrongeku "eve"    ca       "" "serverAuth" -days 365
# expired: x509 -req has no start date in OpenSSL 3.0, so use `openssl ca`
expired() { # name CN eku san
  eckey $1.key; openssl req -new -key $1.key -subj "/O=Test Lab/CN=$2" -out $1.csr
  rm -rf .db; mkdir .db; : > .db/index.txt; echo 99 > .db/serial
  cat > .db/c.cnf <<C
[ca]
default_ca=d
[d]
database=.db/index.txt
new_certs_dir=.db
serial=.db/serial
default_md=sha256
policy=p
email_in_dn=no
rand_serial=yes
unique_subject=no
[p]
O=optional
CN=supplied
[e]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=$3
subjectAltName=$4
C
  openssl ca -batch -notext -config .db/c.cnf -cert ca.crt -keyfile ca.key -in $1.csr -out $1.crt -extensions e -startdate $5 -enddate $6 2>/dev/null
  rm -rf .db $1.csr
}
expired expired "localhost" serverAuth "$LOCAL" 20200101000000Z 20210101000000Z
expired notyet  "localhost" serverAuth "$LOCAL" 20490101000000Z 20491231000000Z
expired expired-client "carol" clientAuth "email:carol@test.lab" 20200101000000Z 20210101000000Z
# self-signed server
eckey self.key; openssl req -x509 -new -key self.key -days 365 -subj "/CN=localhost" -addext "subjectAltName=$LOCAL" -out self.crt
# key encodings of client.key, passphrase "s3cret"
openssl pkcs8 -topk8 -in client.key -passout pass:s3cret -v2 aes-256-cbc -out client.enc-pkcs8.key             # BEGIN ENCRYPTED PRIVATE KEY (PBES2/PBKDF2)
openssl pkcs8 -topk8 -in client.key -passout pass:s3cret -scrypt -out client.enc-scrypt.key                    # PBES2/scrypt
openssl pkcs8 -topk8 -in client.key -passout pass:s3cret -v1 PBE-SHA1-3DES -out client.enc-3des.key            # PKCS#12-style PBE
openssl ec -in client.key -aes256 -passout pass:s3cret -out client.enc-trad.key 2>/dev/null                    # BEGIN EC PRIVATE KEY + Proc-Type: 4,ENCRYPTED
openssl ec -in client.key -out client.sec1.key 2>/dev/null                                                     # BEGIN EC PRIVATE KEY
openssl pkey -in client.key -outform DER -out client.der.key; openssl x509 -in client.crt -outform DER -out client.der.crt
# PFX: modern (AES-256-CBC/PBKDF2) and legacy (RC2-40/3DES; OpenSSL 3 refuses RC2 without the legacy provider)
openssl pkcs12 -export -inkey client.key -in client.crt -certfile ca.crt -passout pass:s3cret -name alice -out client.pfx
openssl pkcs12 -export -legacy -inkey client.key -in client.crt -certfile ca.crt -passout pass:s3cret -name alice -out client-legacy.pfx
openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -inkey client.key -in client.crt -passout pass:s3cret -out client-3des.pfx
openssl pkcs12 -export -inkey client.key -in client.crt -passout pass: -out client-nopass.pfx
# RSA pair
openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa-self.key -out rsa-self.crt -days 365 -subj "/CN=localhost" -addext "subjectAltName=$LOCAL" 2>/dev/null
cat server.crt server.key > server.pem       # haproxy bundle
cat ca.crt rogue-ca.crt > two-cas.crt
chmod 644 *.key
